extension VirtualTable {
    /// The cursor's mark, the gutter, and a blank.
    private static let margin = 3

    /// Draws the titles and, below them, the rows.
    ///
    /// - Parameter sort: the column that the list is sorted by, for the arrow at its title.
    package func draw(
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        isFocused: Bool,
        sort: (column: Int, isDescending: Bool)? = nil,
    ) {
        guard !area.isEmpty else { return }
        let room = max(0, area.columns - Self.margin - 1)
        let layout = RowLayout(columns, widths, width: room, profile: profile)
        drawTitles(into: &grid, area.row(0), profile, layout, sort)
        let body = area.dropping(top: 1)
        for line in 0..<min(body.rows, height) {
            let place = top + line
            if cursor >= 0, let total, place >= total { break }
            if cursor < 0 && place >= 0 { break }
            let ground: Role = place == cursor ? .surface : .background
            if place == cursor { grid.fill(body.row(line), Style.plain.on(ground)) }
            drawMargin(into: &grid, body.row(line), profile, place, isFocused: isFocused)
            drawCells(into: &grid, body.row(line), profile, place, layout, ground)
        }
    }

    private func drawTitles(
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        _ layout: RowLayout,
        _ sort: (column: Int, isDescending: Bool)?,
    ) {
        let start = area.column + Self.margin
        for title in layout.titles {
            grid.write(title.text, column: start + title.column, row: area.row, in: area, .quiet)
        }
        guard let sort, let place = layout.titlePlace(of: sort.column) else { return }
        let glyph: Glyph = sort.isDescending ? .descending : .ascending
        // The arrow stands where it moves nothing: before a title at the right, behind others.
        let column = start + (place.isRight ? place.start - 2 : place.end + 1)
        grid.draw(glyph, column: column, row: area.row, in: area, profile, .quiet)
    }

    private func drawMargin(
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        _ place: Int,
        isFocused: Bool,
    ) {
        let ground: Role = place == cursor ? .surface : .background
        if place == cursor {
            let style = Style(isFocused ? .accent : .secondary, on: ground)
            grid.draw(.cursor, column: area.column, row: area.row, in: area, profile, style)
        }
        guard let mark = row(at: place)?.mark else { return }
        let style = Style.plain.on(ground)
        grid.draw(mark, column: area.column + 1, row: area.row, in: area, profile, style)
    }

    private func drawCells(
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        _ place: Int,
        _ layout: RowLayout,
        _ ground: Role,
    ) {
        let start = area.column + Self.margin
        guard let row = row(at: place) else {
            // Its rows are on their way.
            let style = Style.quiet.on(ground)
            grid.draw(.ellipsis, column: start, row: area.row, in: area, profile, style)
            return
        }
        for cell in layout.cells(of: row) {
            // On the cursor's row everything is to be read.
            let isQuiet = cell.tone == .secondary && place == cursor
            let style = Style(isQuiet ? .primary : cell.tone, on: ground)
            grid.write(cell.text, column: start + cell.column, row: area.row, in: area, style)
        }
    }
}
