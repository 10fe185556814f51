import TerminalKit

extension Canvas {
    mutating func drawBox(_ box: Area, _ style: Style) {
        guard box.columns > 1, box.rows > 1 else { return }
        let right = box.endColumn - 1
        let bottom = box.endRow - 1
        let inner = box.dropping(left: 1, right: 1)
        grid.draw(.horizontal, filling: inner.top(1), profile, style)
        grid.draw(.horizontal, filling: inner.bottom(1), profile, style)
        grid.draw(.vertical, filling: box.dropping(top: 1, bottom: 1).left(1), profile, style)
        grid.draw(.vertical, filling: box.dropping(top: 1, bottom: 1).right(1), profile, style)
        draw(.topLeft, column: box.column, row: box.row, in: box, style)
        draw(.topRight, column: right, row: box.row, in: box, style)
        draw(.bottomLeft, column: box.column, row: bottom, in: box, style)
        draw(.bottomRight, column: right, row: bottom, in: box, style)
    }

    /// A line across a box.
    mutating func drawDivider(_ box: Area, row: Int, _ style: Style) {
        let inner = box.dropping(left: 1, right: 1)
        grid.draw(.horizontal, filling: inner.row(row - box.row), profile, style)
        draw(.teeLeft, column: box.column, row: row, in: box, style)
        draw(.teeRight, column: box.endColumn - 1, row: row, in: box, style)
    }

    /// A text in as many lines as it needs.
    func wrapped(_ raw: String, to columns: Int) -> [VisibleText] {
        VisibleText(raw, upTo: columns * 100, for: profile).wrapped(to: columns)
    }
}
