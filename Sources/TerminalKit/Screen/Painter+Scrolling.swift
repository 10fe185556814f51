extension Painter {
    /// The grid as it is after the terminal has scrolled: what goes out at one end comes in as
    /// blanks at the other.
    static func scrolled(_ grid: Grid, _ scroll: Scroll) -> Grid {
        var after = grid
        let columns = grid.size.columns
        for row in scroll.firstRow..<scroll.endRow {
            let source = row + scroll.count
            let isInside = (scroll.firstRow..<scroll.endRow).contains(source)
            for column in 0..<columns {
                after.replace(
                    column: column,
                    row: row,
                    isInside ? grid[column, source] : .blank(.plain),
                )
            }
        }
        return after
    }

    /// Whether the terminal can do it and the rows are there.
    func canScroll(_ scroll: Scroll, _ size: GridSize) -> Bool {
        abilities.scrollsRegions && abilities.erasesWithGround && scroll.count != 0
            && scroll.firstRow >= 0 && scroll.endRow <= size.rows
            && abs(scroll.count) < scroll.endRow - scroll.firstRow
    }
}

extension Pen {
    /// Scrolls some rows of the screen over their whole width.
    mutating func scroll(_ scroll: Scroll, _ ground: Ink) {
        // What comes in takes the ground that is set.
        dip(into: ground, isBlank: false)
        append("\u{1B}[\(scroll.firstRow + 1);\(scroll.endRow)r")
        append(scroll.count > 0 ? "\u{1B}[\(scroll.count)S" : "\u{1B}[\(-scroll.count)T")
        append("\u{1B}[r")
        losePlace()
    }
}
