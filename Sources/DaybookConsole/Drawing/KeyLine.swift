import DaybookCore
import TerminalKit

/// The last line: the keys that matter now, or the prompt; messages at the right.
struct KeyLine {
    private let state: ConsoleState

    init(_ state: ConsoleState) {
        self.state = state
    }

    /// - Returns: where the cursor blinks, while something is typed.
    func draw(on canvas: inout Canvas, _ area: Area) -> Caret? {
        guard !area.isEmpty else { return nil }
        if case .filtering(let filtering) = state.overlay {
            return PromptLine(state, filtering).draw(on: &canvas, area)
        }
        let end = drawMessage(on: &canvas, area)
        let room = area.dropping(right: area.endColumn - end)
        if !state.pressed.isEmpty {
            drawContinuations(on: &canvas, room)
        } else {
            drawHints(on: &canvas, room)
        }
        return nil
    }

    // MARK: - Keys

    private func drawHints(on canvas: inout Canvas, _ area: Area) {
        var column = area.column + 1
        for entry in CommandEntry.all {
            guard let hint = entry.hint, entry.command != PaneDefinition.of(state.pane).command,
                state.obstacle(to: entry.command) == nil,
                let key = state.keymap.keys(of: entry.command).first
            else { continue }
            guard let next = draw(key.name, hint, on: &canvas, column, area) else { return }
            column = next
        }
    }

    /// What may follow the keys pressed so far.
    private func drawContinuations(on canvas: inout Canvas, _ area: Area) {
        let names = state.pressed.map(\.name).joined(separator: " ")
        let accent = Style(.accent, on: .background, .bold)
        var column = canvas.write(
            " \(names) ",
            column: area.column,
            row: area.row,
            in: area,
            accent
        )
        guard case .prefix(let continuations) = state.keymap.meaning(of: state.pressed) else {
            return
        }
        for continuation in continuations {
            let title = CommandEntry.of(continuation.command).title
            guard let next = draw(continuation.rest, title, on: &canvas, column + 1, area) else {
                return
            }
            column = next
        }
    }

    /// A key and what it does; nil when it does not fit, and then nothing is drawn.
    private func draw(
        _ key: String,
        _ word: String,
        on canvas: inout Canvas,
        _ column: Int,
        _ area: Area,
    ) -> Int? {
        guard column + canvas.width(of: "\(key) \(word)") <= area.endColumn else { return nil }
        let behind = canvas.write(key, column: column, row: area.row, in: area, Style(.accent))
        return canvas.write(word, column: behind + 1, row: area.row, in: area, .quiet) + 2
    }

    // MARK: - Messages

    /// - Returns: the column that the message begins at.
    private func drawMessage(on canvas: inout Canvas, _ area: Area) -> Int {
        guard let message = state.message else { return area.endColumn }
        let room = area.dropping(right: 1)
        let toast = Toast(message.text, message.tone)
        toast.draw(into: &canvas.grid, room, state.profile, isFocused: false)
        return room.endColumn - toast.width(within: room.columns, state.profile) - 1
    }
}
