/// A screen as a value: what is drawn, before any terminal is asked to show it.
package struct Grid: Hashable, Sendable {
    package let size: GridSize
    private(set) var cells: [Cell]

    package init(_ size: GridSize, style: Style = .plain) {
        self.size = size
        cells = Array(repeating: .blank(style), count: size.columns * size.rows)
    }

    package subscript(column: Int, row: Int) -> Cell {
        precondition(
            (0..<size.columns).contains(column) && (0..<size.rows).contains(row),
            "the cell \(column), \(row) is not on a grid of \(size)",
        )
        return cells[row * size.columns + column]
    }

    // MARK: - Drawing. What lies outside the area or the grid is left out.

    /// Makes an area blank.
    package mutating func fill(_ area: Area, _ style: Style) {
        let area = area.intersection(size.area)
        for row in area.row..<area.endRow {
            mend(column: area.column, row)
            mend(column: area.endColumn, row)
            for column in area.column..<area.endColumn {
                cells[row * size.columns + column] = .blank(style)
            }
        }
    }

    /// Writes a text from a column on; a wide character that does not fit whole is
    /// a blank.
    ///
    /// - Returns: the column behind the text, also where its end was left out.
    @discardableResult
    package mutating func write(
        _ text: VisibleText,
        column: Int,
        row: Int,
        in area: Area,
        _ style: Style,
    ) -> Int {
        let area = area.intersection(size.area)
        let end = column + text.width
        guard (area.row..<area.endRow).contains(row), column < area.endColumn, end > area.column
        else { return end }
        mend(column: max(column, area.column), row)
        mend(column: min(end, area.endColumn), row)
        var column = column
        for cell in text.cells {
            if column >= area.endColumn { break }
            if column >= area.column && column + cell.width <= area.endColumn {
                put(.of(cell, style), column, row)
            } else {
                // Of a wide character across the border the half inside is a blank.
                for half in column..<(column + cell.width)
                where (area.column..<area.endColumn).contains(half) {
                    put(.blank(style), half, row)
                }
            }
            column += cell.width
        }
        return end
    }

    /// Draws one sign.
    package mutating func draw(
        _ glyph: Glyph,
        column: Int,
        row: Int,
        in area: Area,
        _ profile: TextProfile,
        _ style: Style,
    ) {
        guard area.intersection(size.area).contains(column: column, row: row) else { return }
        mend(column: column, row)
        mend(column: column + 1, row)
        put(.of(glyph, profile, style), column, row)
    }

    /// Draws one sign in every cell of an area.
    package mutating func draw(
        _ glyph: Glyph,
        filling area: Area,
        _ profile: TextProfile,
        _ style: Style,
    ) {
        for row in area.row..<area.endRow {
            for column in area.column..<area.endColumn {
                draw(glyph, column: column, row: row, in: area, profile, style)
            }
        }
    }

    /// Changes how an area looks and leaves what it says.
    package mutating func restyle(_ area: Area, _ change: (Style) -> Style) {
        let area = area.intersection(size.area)
        for row in area.row..<area.endRow {
            for column in area.column..<area.endColumn {
                let index = row * size.columns + column
                cells[index] = cells[index].styled(change(cells[index].style))
            }
        }
    }

    /// Puts a cell of another grid here.
    mutating func replace(column: Int, row: Int, _ cell: Cell) {
        cells[row * size.columns + column] = cell
    }

    private mutating func put(_ cell: Cell, _ column: Int, _ row: Int) {
        let index = row * size.columns + column
        cells[index] = cell
        if cell.span == 2 { cells[index + 1] = .continuation(cell.style) }
    }

    /// Drawing begins or ends before this column: a wide character that lies across the border
    /// loses one of its halves, so the other becomes blank.
    private mutating func mend(column: Int, _ row: Int) {
        guard column > 0 && column < size.columns else { return }
        let index = row * size.columns + column
        guard cells[index].span == 0 else { return }
        cells[index] = .blank(cells[index].style)
        cells[index - 1] = .blank(cells[index - 1].style)
    }
}
