/// A grid, and how the terminal wants its texts: what one draws a picture on.
package struct Canvas {
    package var grid: Grid
    package let profile: TextProfile

    package init(_ size: GridSize, _ profile: TextProfile) {
        grid = Grid(size)
        self.profile = profile
    }

    /// Writes a text of whatever origin, cut with an ellipsis at the end of the area.
    ///
    /// - Returns: the column behind it.
    @discardableResult
    package mutating func write(
        _ raw: String,
        column: Int,
        row: Int,
        in area: Area,
        _ style: Style = .plain,
    ) -> Int {
        let text = VisibleText(raw, upTo: area.endColumn - column, for: profile)
        return grid.write(text, column: column, row: row, in: area, style)
    }

    /// Writes a text so that it ends before a column.
    ///
    /// - Returns: the column it begins at.
    @discardableResult
    package mutating func write(
        _ raw: String,
        endingBefore end: Int,
        row: Int,
        in area: Area,
        _ style: Style = .plain,
    ) -> Int {
        let text = VisibleText(raw, upTo: end - area.column, for: profile)
        grid.write(text, column: end - text.width, row: row, in: area, style)
        return end - text.width
    }

    package mutating func draw(
        _ glyph: Glyph,
        column: Int,
        row: Int,
        in area: Area,
        _ style: Style = .plain,
    ) {
        grid.draw(glyph, column: column, row: row, in: area, profile, style)
    }

    package mutating func fill(_ area: Area, _ style: Style) {
        grid.fill(area, style)
    }

    /// How many cells a text takes.
    package func width(of raw: String) -> Int {
        VisibleText(raw, for: profile).width
    }
}
