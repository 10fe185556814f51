/// Turns the bytes of a terminal into events. Pure: time and reading are the caller's.
///
/// Bytes may come in any pieces. What may go on is kept until more comes or until the caller says
/// that nothing came for a while (`flush`): so an Escape alone is told from the start of a
/// sequence. What no terminal sends is dropped; nothing is kept beyond a bound.
package struct KeyDecoder: Sendable {
    private var pending: [UInt8] = []
    private var paste: PasteBuffer?

    /// Longer control sequences are no keys.
    private static let longestSequence = 64

    package init() {}

    /// Whether the bytes so far may be the start of something: then `flush` is to be called when
    /// nothing follows within the escape delay. A paste waits for its end however long it takes.
    package var isWaiting: Bool { !pending.isEmpty && paste == nil }

    /// The events that these bytes complete.
    package mutating func feed(_ bytes: some Sequence<UInt8>) -> [InputEvent] {
        var events: [InputEvent] = []
        for byte in bytes {
            if paste != nil {
                if let event = paste?.append(byte) {
                    paste = nil
                    events.append(event)
                }
                continue
            }
            pending.append(byte)
            decode(into: &events)
        }
        return events
    }

    /// What the bytes that wait mean when nothing follows them.
    package mutating func flush() -> [InputEvent] {
        guard isWaiting else { return [] }
        defer { pending.removeAll() }
        switch pending.count {
        case _ where pending[0] != Byte.escape: return [.key(KeyPress(.character("\u{FFFD}")))]
        case 1: return [.key(KeyPress(.escape))]
        case 2 where pending[1] == Byte.escape: return [.key(KeyPress(.escape, .alt))]
        case 2: return [.key(KeyPress(.character(Character(Unicode.Scalar(pending[1]))), .alt))]
        default: return []
        }
    }

    /// Takes what is complete out of the pending bytes.
    private mutating func decode(into events: inout [InputEvent]) {
        switch Self.read(pending[...]) {
        case .incomplete:
            if pending.count > Self.longestSequence { shorten() }
        case .nothing:
            pending.removeAll()
        case .pasteStart:
            pending.removeAll()
            paste = PasteBuffer()
        case .event(let event):
            pending.removeAll()
            events.append(event)
        case .again(let last):
            // The last byte does not belong to what came before: it begins anew.
            pending = [last]
            decode(into: &events)
        }
    }

    /// Forgets what a sequence says that is too long for a key, but not that it goes on: what is
    /// left of it must not be taken for keys.
    private mutating func shorten() {
        // Escapes in front of one another only mean Alt.
        let start = pending.lastIndex { $0 == Byte.escape } ?? 0
        let last = pending[pending.count - 1]
        let kind = start + 1 < pending.count ? pending[start + 1] : last
        // The mark makes it a sequence of the terminal's own, which is passed over at its end.
        let isControl = kind == UInt8(ascii: "[")
        pending = [Byte.escape, kind, isControl ? UInt8(ascii: "?") : last]
    }

    /// What bytes are so far.
    enum Reading {
        case incomplete
        case nothing
        case event(InputEvent)
        case pasteStart
        /// Broken off by a byte that is to be read on its own.
        case again(UInt8)
    }

    private static func read(_ bytes: ArraySlice<UInt8>) -> Reading {
        guard let first = bytes.first else { return .nothing }
        if first == Byte.escape { return readEscape(bytes) }
        if first < 0x20 || first == 0x7F { return .event(.key(ControlKeys.key(first))) }
        return readText(bytes, [])
    }

    /// A character in UTF-8, which may still lack bytes.
    private static func readText(_ bytes: ArraySlice<UInt8>, _ modifiers: Modifiers) -> Reading {
        let first = bytes[bytes.startIndex]
        let length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        if length == 0 || first > 0xF4 { return .event(.key(KeyPress(.character("\u{FFFD}")))) }
        if bytes.count > 1, let last = bytes.last, last & 0xC0 != 0x80 { return .again(last) }
        if bytes.count < length { return .incomplete }
        guard let text = String(validating: bytes, as: UTF8.self), let character = text.first
        else { return .event(.key(KeyPress(.character("\u{FFFD}")))) }
        return .event(.key(KeyPress(.character(character), modifiers)))
    }

    private static func readEscape(_ bytes: ArraySlice<UInt8>) -> Reading {
        guard bytes.count > 1 else { return .incomplete }
        let rest = bytes.dropFirst()
        switch rest[rest.startIndex] {
        case UInt8(ascii: "["): return ControlSequence.read(rest.dropFirst())
        case UInt8(ascii: "O"): return readSingleShift(rest.dropFirst())
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"),
            UInt8(ascii: "X"):
            return readString(rest.dropFirst())
        case Byte.escape:
            return withAlt(readEscape(rest))
        case let byte where byte < 0x20 || byte == 0x7F:
            return .event(.key(KeyPress(ControlKeys.key(byte).key, controlAlt(byte))))
        default:
            return readText(rest, .alt)
        }
    }

    private static func controlAlt(_ byte: UInt8) -> Modifiers {
        ControlKeys.key(byte).modifiers.union(.alt)
    }

    /// Escape before a sequence is how terminals say Alt.
    private static func withAlt(_ reading: Reading) -> Reading {
        guard case .event(.key(let press)) = reading else { return reading }
        return .event(.key(KeyPress(press.key, press.modifiers.union(.alt))))
    }

    /// `ESC O A`: how terminals in application mode send arrows, F1 to F4 and the number pad.
    private static func readSingleShift(_ bytes: ArraySlice<UInt8>) -> Reading {
        guard let last = bytes.last else { return .incomplete }
        guard (0x40...0x7E).contains(last) else {
            return last >= 0x30 && last < 0x40 ? .incomplete : .again(last)
        }
        // Some terminals put the modifiers in between: ESC O 5 A.
        let modifiers = bytes.count == 2 ? Int(bytes[bytes.startIndex]) - 0x30 : 1
        return ControlSequence.named(last, Modifiers(parameter: modifiers))
    }

    /// Answers to questions that were asked of the terminal: passed over up to their end.
    private static func readString(_ bytes: ArraySlice<UInt8>) -> Reading {
        guard let last = bytes.last else { return .incomplete }
        if last == 0x07 { return .nothing }
        let isTerminated = last == UInt8(ascii: "\\") && bytes.dropLast().last == Byte.escape
        return isTerminated ? .nothing : .incomplete
    }
}

enum Byte {
    static let escape: UInt8 = 0x1B
}

/// The keys behind the control characters.
enum ControlKeys {
    static func key(_ byte: UInt8) -> KeyPress {
        switch byte {
        case 0x0D: KeyPress(.enter)
        case 0x09: KeyPress(.tab)
        case 0x08, 0x7F: KeyPress(.backspace)
        case 0x00: KeyPress(.character(" "), .control)
        case 0x01...0x1A: KeyPress(.character(letter(byte + 0x60)), .control)
        default: KeyPress(.character(letter(byte + 0x40)), .control)
        }
    }

    private static func letter(_ byte: UInt8) -> Character { Character(Unicode.Scalar(byte)) }
}
