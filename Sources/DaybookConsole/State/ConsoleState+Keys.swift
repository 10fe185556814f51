import DaybookCore
import TerminalKit

extension ConsoleState {
    /// A key goes to what lies on top: a prompt, help, or the keymap.
    mutating func press(_ key: KeyPress, at now: Int) -> [Effect] {
        if message?.tone == .bad { message = nil }
        switch overlay {
        case .filtering(let filtering): return type(key, into: filtering, at: now)
        case .help(let sheet): return press(key, on: sheet, at: now)
        case .none: return look(up: key, at: now)
        }
    }

    private mutating func look(up key: KeyPress, at now: Int) -> [Effect] {
        switch keymap.meaning(of: pressed + [key]) {
        case .command(let command):
            pressed = []
            return run(command, at: now)
        case .prefix:
            pressed.append(key)
            return []
        case .nothing:
            let wasSequence = !pressed.isEmpty
            let name = (pressed + [key]).map(\.name).joined(separator: " ")
            pressed = []
            if wasSequence && key.key == .escape { return [] }
            let help = keymap.keys(of: .help).first?.name ?? "?"
            message = Message("\(name) does nothing here; \(help) shows the keys", .note)
            return []
        }
    }

    mutating func paste(_ text: String, isCut: Bool) -> [Effect] {
        switch overlay {
        case .filtering(let filtering):
            if isCut { message = Message("only the first part was pasted", .warning) }
            return paste(text, into: filtering)
        case .help(var sheet):
            _ = sheet.paste(text)
            overlay = .help(sheet)
            return []
        case .none:
            // Pasted text is never keys: whoever pastes here has missed the prompt.
            message = Message("there is nothing to paste into; / filters the list", .note)
            return []
        }
    }
}
