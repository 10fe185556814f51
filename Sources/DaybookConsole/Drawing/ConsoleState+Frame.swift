package import TerminalKit

extension ConsoleState {
    /// The picture of this state. The same state always gives the same picture.
    package func frame() -> Frame {
        var canvas = Canvas(size, profile)
        guard size.columns >= 12 && size.rows >= 3 else {
            canvas.write("too small", column: 0, row: 0, in: size.area)
            return Frame(canvas.grid)
        }
        let layout = ConsoleLayout(self)
        IdentityLine(self).draw(on: &canvas, layout.identity)
        BoxDrawing(self, layout).draw(on: &canvas)
        ListDrawing(self, layout).draw(on: &canvas)
        DetailDrawing(self, layout).draw(on: &canvas)
        let caret = KeyLine(self).draw(on: &canvas, layout.keys)
        guard case .help(let sheet) = overlay else { return Frame(canvas.grid, caret: caret) }
        return HelpDrawing(sheet).frame(over: canvas)
    }

    /// How far the rows of the list have moved since another state was shown.
    package func scroll(since other: ConsoleState?) -> Scroll? {
        guard let other, other.pane == pane, other.size == size,
            other.current.opening == current.opening
        else { return nil }
        let count = current.table.top - other.current.table.top
        let rows = ConsoleLayout(self).table.dropping(top: 1)
        guard count != 0, abs(count) < rows.rows else { return nil }
        return Scroll(firstRow: rows.row, endRow: rows.endRow, count: count)
    }
}
