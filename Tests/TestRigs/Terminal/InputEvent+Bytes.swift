package import TerminalKit

extension InputEvent {
    /// What a terminal sends for an event: the way back from the decoder.
    package var bytes: [UInt8] {
        switch self {
        case .key(let press): keyBytes(press)
        case .paste(let text, _): Array("\u{1B}[200~\(text)\u{1B}[201~".utf8)
        case .mouse(let mouse): mouseBytes(mouse)
        case .focus(let isGained): Array((isGained ? "\u{1B}[I" : "\u{1B}[O").utf8)
        case .mode(let mode, let isAvailable):
            Array("\u{1B}[?\(mode);\(isAvailable ? 2 : 0)$y".utf8)
        }
    }
}

private func keyBytes(_ press: KeyPress) -> [UInt8] {
    let alt: [UInt8] = press.modifiers.contains(.alt) ? [0x1B] : []
    if case .character(let character) = press.key {
        guard press.modifiers.contains(.control) else { return alt + Array(character.utf8) }
        return alt + [(character.asciiValue ?? 0) & 0x1F]
    }
    return alt + Array(namedBytes(press.key, shift: press.modifiers.contains(.shift)).utf8)
}

private func namedBytes(_ key: Key, shift: Bool) -> String {
    switch key {
    case .character(let character): String(character)
    case .enter: "\r"
    case .tab: shift ? "\u{1B}[Z" : "\t"
    case .backspace: "\u{7F}"
    case .escape: "\u{1B}"
    case .up: "\u{1B}[A"
    case .down: "\u{1B}[B"
    case .right: "\u{1B}[C"
    case .left: "\u{1B}[D"
    case .home: "\u{1B}[H"
    case .end: "\u{1B}[F"
    case .pageUp: "\u{1B}[5~"
    case .pageDown: "\u{1B}[6~"
    case .insert: "\u{1B}[2~"
    case .delete: "\u{1B}[3~"
    case .function(let number):
        ["\u{1B}OP", "\u{1B}OQ", "\u{1B}OR", "\u{1B}OS", "\u{1B}[15~"][number - 1]
    }
}

private func mouseBytes(_ mouse: MouseEvent) -> [UInt8] {
    let (code, final) =
        switch mouse.action {
        case .press(.left): (0, "M")
        case .press(.middle): (1, "M")
        case .press(.right): (2, "M")
        case .release: (0, "m")
        case .drag: (32, "M")
        case .move: (35, "M")
        case .scrollUp: (64, "M")
        case .scrollDown: (65, "M")
        }
    return Array("\u{1B}[<\(code);\(mouse.column + 1);\(mouse.row + 1)\(final)".utf8)
}
