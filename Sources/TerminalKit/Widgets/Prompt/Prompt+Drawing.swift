extension Prompt {
    /// Where the parts of a prompt are: the label, the text and the message.
    private struct Layout {
        let label: Area
        let field: Area
        let message: Area
    }

    /// The message stands under the prompt, or behind it where there is one row.
    private func layout(in area: Area, _ profile: TextProfile) -> Layout {
        let line = area.top(1)
        let wanted = VisibleText(label, upTo: line.columns, for: profile).width
        // Half a row belongs to the text; in a tiny one, all of it.
        let width = line.columns < 10 || wanted == 0 ? 0 : min(wanted + 1, line.columns / 2)
        let rest = line.dropping(left: width)
        guard let message = shownMessage else {
            return Layout(label: line.left(width), field: rest, message: line.left(0))
        }
        if area.rows > 1 {
            let below = area.row(1).dropping(left: width)
            return Layout(label: line.left(width), field: rest, message: below)
        }
        let room = rest.columns - max(rest.columns / 2, 12) - 2
        let text = VisibleText(message.text, upTo: max(room, 0), for: profile)
        let behind = text.width == 0 ? 0 : text.width + 2
        return Layout(
            label: line.left(width),
            field: rest.dropping(right: behind),
            message: rest.right(text.width),
        )
    }

    /// The part of the text that is shown: where it is longer than its field, the caret is kept
    /// in the middle.
    private struct Window {
        let text: VisibleText
        /// The cells of the text before the field, and before the caret.
        let start: Int
        let caret: Int

        init(_ editor: LineEditor, columns: Int, _ profile: TextProfile) {
            text = VisibleText(editor.text, for: profile)
            caret = editor.cells(before: editor.caret, profile)
            // Behind the last character there is a cell for the caret.
            let most = max(text.width + 1 - columns, 0)
            start = min(max(caret - columns / 2, 0), most)
        }

        func hasMoreAfter(_ columns: Int) -> Bool { text.width - start > columns }
    }

    /// Where the terminal's cursor belongs, when the prompt has the focus.
    package func caret(in area: Area, _ profile: TextProfile) -> Caret? {
        let field = layout(in: area, profile).field
        guard !field.isEmpty else { return nil }
        let window = Window(editor, columns: field.columns, profile)
        let column = min(max(window.caret - window.start, 0), field.columns - 1)
        return Caret(column: field.column + column, row: field.row)
    }

    /// The column of the field under which the character stands that has a byte of the text in it.
    package func column(ofByte offset: Int, in area: Area, _ profile: TextProfile) -> Int {
        let field = layout(in: area, profile).field
        let window = Window(editor, columns: field.columns, profile)
        let cells = editor.cells(before: editor.index(ofByte: offset), profile)
        let last = max(field.endColumn - 1, field.column)
        return min(max(field.column + cells - window.start, field.column), last)
    }

    package func draw(
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        isFocused: Bool,
    ) {
        grid.fill(area, .plain)
        let layout = layout(in: area, profile)
        let name = VisibleText(label, upTo: max(layout.label.columns - 1, 0), for: profile)
        let style = Style.title(isFocused: isFocused)
        grid.write(name, column: layout.label.column, row: area.row, in: layout.label, style)
        drawText(into: &grid, layout.field, profile)
        if let message = shownMessage {
            let place = layout.message
            let text = VisibleText(message.text, upTo: place.columns, for: profile)
            grid.write(text, column: place.column, row: place.row, in: place, message.style)
        }
    }

    private func drawText(into grid: inout Grid, _ field: Area, _ profile: TextProfile) {
        if editor.characters.isEmpty {
            let hint = VisibleText(placeholder, upTo: field.columns, for: profile)
            grid.write(hint, column: field.column, row: field.row, in: field, .quiet)
            return
        }
        let window = Window(editor, columns: field.columns, profile)
        let start = field.column - window.start
        grid.write(window.text, column: start, row: field.row, in: field, .plain)
        // In less, the caret would stand on a mark.
        guard field.columns >= 4 else { return }
        let row = field.row
        if window.start > 0 {
            grid.draw(.moreLeft, column: field.column, row: row, in: field, profile, .key)
        }
        if window.hasMoreAfter(field.columns) {
            let last = field.endColumn - 1
            grid.draw(.moreRight, column: last, row: row, in: field, profile, .key)
        }
    }

    /// Draws what is offered over what else is on the screen, below the prompt or above it.
    package func drawCompletions(
        into grid: inout Grid,
        beside area: Area,
        within screen: Area,
        _ profile: TextProfile,
    ) {
        guard let list = completions else { return }
        let field = layout(in: area, profile).field
        let window = Window(editor, columns: field.columns, profile)
        let head = editor.cells(before: list.start, profile)
        let column = max(field.column + head - window.start, field.column)
        // The gutter of a row stands before its text.
        list.draw(into: &grid, beside: area, from: column - 1, within: screen, profile)
    }
}

extension LineEditor {
    /// The character that has a byte of the text in it; the end where none has.
    fileprivate func index(ofByte offset: Int) -> Int {
        var end = 0
        return characters.firstIndex { character in
            end += character.utf8.count
            return end > offset
        } ?? characters.count
    }

    /// The cells that the characters before one take on a screen.
    fileprivate func cells(before index: Int, _ profile: TextProfile) -> Int {
        let index = min(index, characters.count)
        // Some characters look different before others, so the next one is taken along.
        let next = String(characters[index...].prefix(1))
        let both = VisibleText(String(characters[..<index]) + next, for: profile)
        return both.width - VisibleText(next, for: profile).width
    }
}
