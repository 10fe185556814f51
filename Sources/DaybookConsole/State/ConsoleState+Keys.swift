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
        case .filtering(var filtering):
            _ = filtering.prompt.paste(text)
            overlay = .filtering(filtering)
            if isCut { message = Message("only the first part was pasted", .warning) }
            return filterChanged()
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

    // MARK: - The filter

    private mutating func type(
        _ key: KeyPress,
        into filtering: FilterPrompt,
        at now: Int,
    ) -> [Effect] {
        var filtering = filtering
        let answer = filtering.prompt.answer(key)
        overlay = .filtering(filtering)
        switch answer {
        case .stays:
            // Up and down walk the list while one types: a filter has no history yet.
            guard let movement = Movement(key), movement != .first, movement != .last else {
                return []
            }
            return move(movement, at: now)
        case .changed, .completed:
            return filterChanged()
        case .submitted:
            overlay = .none
            return []
        case .cancelled:
            overlay = .none
            guard current.filter != filtering.before else { return [] }
            current.filter = filtering.before
            return openList(of: pane)
        case .ignored:
            guard let movement = Movement(key) else { return [] }
            return move(movement, at: now)
        }
    }

    private mutating func filterChanged() -> [Effect] {
        guard case .filtering(let filtering) = overlay else { return [] }
        let filter = WordFilter(filtering.prompt.text)
        guard filter != current.filter else { return [] }
        current.filter = filter
        return openList(of: pane)
    }
}
