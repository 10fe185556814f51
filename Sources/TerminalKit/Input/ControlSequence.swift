/// `ESC [` and what follows: parameters, then one final byte that says which kind it is.
enum ControlSequence {
    /// - Parameter bytes: everything behind `ESC [`.
    static func read(_ bytes: ArraySlice<UInt8>) -> KeyDecoder.Reading {
        guard let last = bytes.last else { return .incomplete }
        // The Linux console sends F1 to F5 as ESC [ [ A and so on.
        if bytes.first == UInt8(ascii: "[") {
            guard bytes.count > 1 else { return .incomplete }
            return (0x41...0x45).contains(last) ? .function(Int(last - 0x40)) : .nothing
        }
        switch last {
        case 0x20...0x3F: return .incomplete
        case 0x40...0x7E: return complete(Parameters(bytes.dropLast()), last)
        default: return .again(last)
        }
    }

    private static func complete(
        _ parameters: Parameters,
        _ final: UInt8,
    ) -> KeyDecoder.Reading {
        if parameters.mark == UInt8(ascii: "<") { return mouse(parameters, final) }
        if parameters.mark == UInt8(ascii: "?") { return report(parameters, final) }
        guard parameters.mark == nil else { return .nothing }
        switch final {
        case UInt8(ascii: "~"): return numbered(parameters)
        case UInt8(ascii: "u"): return unicode(parameters)
        case UInt8(ascii: "Z"): return .key(.tab, .shift)
        case UInt8(ascii: "I"): return .event(.focus(isGained: true))
        case UInt8(ascii: "O"): return .event(.focus(isGained: false))
        default: return named(final, Modifiers(parameter: parameters[1] ?? 1))
        }
    }

    /// Keys that their final byte names, behind `ESC [` and behind `ESC O`.
    static func named(_ final: UInt8, _ modifiers: Modifiers) -> KeyDecoder.Reading {
        switch final {
        case UInt8(ascii: "A"): .key(.up, modifiers)
        case UInt8(ascii: "B"): .key(.down, modifiers)
        case UInt8(ascii: "C"): .key(.right, modifiers)
        case UInt8(ascii: "D"): .key(.left, modifiers)
        case UInt8(ascii: "H"): .key(.home, modifiers)
        case UInt8(ascii: "F"): .key(.end, modifiers)
        case UInt8(ascii: "P")...UInt8(ascii: "S"): .key(.function(Int(final) - 0x4F), modifiers)
        case UInt8(ascii: "M"): .key(.enter, modifiers)
        // The number pad in application mode: its digits and signs are ASCII, 0x40 further on.
        case UInt8(ascii: "j")...UInt8(ascii: "y"):
            .key(.character(Character(Unicode.Scalar(final - 0x40))), modifiers)
        default: .nothing
        }
    }

    /// `ESC [ 5 ~`: keys that a number names.
    private static func numbered(_ parameters: Parameters) -> KeyDecoder.Reading {
        let modifiers = Modifiers(parameter: parameters[1] ?? 1)
        switch parameters[0] {
        case 1, 7: return .key(.home, modifiers)
        case 2: return .key(.insert, modifiers)
        case 3: return .key(.delete, modifiers)
        case 4, 8: return .key(.end, modifiers)
        case 5: return .key(.pageUp, modifiers)
        case 6: return .key(.pageDown, modifiers)
        case let number? where number >= 11 && number <= 24:
            // F1 to F12 have numbers with two holes, at 16 and 22.
            guard number != 16, number != 22 else { return .nothing }
            let holes = number > 22 ? 2 : number > 16 ? 1 : 0
            return .key(.function(number - 10 - holes), modifiers)
        case 200: return .pasteStart
        default: return .nothing
        }
    }

    /// `ESC [ 97 ; 5 u`: any character with modifiers, from terminals that tell all of them.
    private static func unicode(_ parameters: Parameters) -> KeyDecoder.Reading {
        guard let code = parameters[0], let value = UInt32(exactly: code),
            let scalar = Unicode.Scalar(value)
        else { return .nothing }
        let modifiers = Modifiers(parameter: parameters[1] ?? 1)
        switch value {
        case 27: return .key(.escape, modifiers)
        case 13: return .key(.enter, modifiers)
        case 9: return .key(.tab, modifiers)
        case 8, 127: return .key(.backspace, modifiers)
        case 0..<32: return .nothing
        // A private area stands for keys that we have no use for.
        case 0xE000...0xF8FF: return .nothing
        default: return .key(.character(Character(scalar)), modifiers)
        }
    }

    /// `ESC [ ? 2026 ; 2 $ y`: the answer to the question whether the terminal has a mode.
    private static func report(_ parameters: Parameters, _ final: UInt8) -> KeyDecoder.Reading {
        guard final == UInt8(ascii: "y"), let mode = parameters[0], let value = parameters[1]
        else { return .nothing }
        // Nought: never heard of it. Four: it is off and stays so.
        return .event(.mode(mode, isAvailable: (1...3).contains(value)))
    }

    /// `ESC [ < button ; column ; row M`, with a small `m` for a release.
    private static func mouse(_ parameters: Parameters, _ final: UInt8) -> KeyDecoder.Reading {
        let isRelease = final == UInt8(ascii: "m")
        guard isRelease || final == UInt8(ascii: "M"), let code = parameters[0],
            let column = parameters[1], let row = parameters[2], column > 0, row > 0,
            let action = action(code, isRelease: isRelease)
        else { return .nothing }
        var modifiers: Modifiers = []
        if code & 4 != 0 { modifiers.insert(.shift) }
        if code & 8 != 0 { modifiers.insert(.alt) }
        if code & 16 != 0 { modifiers.insert(.control) }
        let event = MouseEvent(
            action: action,
            column: column - 1,
            row: row - 1,
            modifiers: modifiers
        )
        return .event(.mouse(event))
    }

    private static func action(_ code: Int, isRelease: Bool) -> MouseEvent.Action? {
        switch code & ~0x1C {
        case 0...2: isRelease ? .release(button(code)) : .press(button(code))
        case 32...34: .drag(button(code))
        case 35: .move
        case 64: .scrollUp
        case 65: .scrollDown
        default: nil
        }
    }

    private static func button(_ code: Int) -> MouseEvent.Button {
        switch code & 3 {
        case 0: .left
        case 1: .middle
        default: .right
        }
    }
}

/// The numbers of a control sequence.
private struct Parameters {
    /// A `<`, `=`, `>` or `?` in front of them.
    let mark: UInt8?
    private let numbers: [Int?]

    /// A number beyond this is no number of a key or a place.
    private static let largest = 1_114_111

    init(_ bytes: ArraySlice<UInt8>) {
        let hasMark = bytes.first.map { (0x3C...0x3F).contains($0) } ?? false
        mark = hasMark ? bytes.first : nil
        let text = hasMark ? bytes.dropFirst() : bytes
        numbers = text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
            // Sub-parameters behind a colon refine what we do not need; a `$` ends the last one.
            let digits = $0.prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "$") }
            return Int(String(decoding: digits, as: UTF8.self)).flatMap {
                (0...Self.largest).contains($0) ? $0 : nil
            }
        }
    }

    subscript(_ index: Int) -> Int? {
        index < numbers.count ? numbers[index] : nil
    }
}

extension KeyDecoder.Reading {
    fileprivate static func key(_ key: Key, _ modifiers: Modifiers) -> KeyDecoder.Reading {
        .event(.key(KeyPress(key, modifiers)))
    }

    fileprivate static func function(_ number: Int) -> KeyDecoder.Reading {
        .key(.function(number), [])
    }
}
