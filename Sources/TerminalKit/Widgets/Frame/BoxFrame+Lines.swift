extension BoxFrame {
    func drawLines(
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        _ focused: Int?,
    ) {
        for index in panes.indices {
            let style = Style.line(isFocused: index == focused)
            for line in horizontals(index, in: area) {
                grid.draw(.horizontal, filling: line, profile, style)
            }
        }
        // From the left, so that where there is no room for a pane the last edge remains.
        for edge in 0...panes.count {
            let isFocused = focused == edge || focused == edge - 1
            drawEdge(edge, into: &grid, area, profile, .line(isFocused: isFocused))
        }
    }

    /// The lines of a pane between its edges: top, bottom, dividers.
    private func horizontals(_ index: Int, in area: Area) -> [Area] {
        let inside = inside(index, of: area)
        let across = Area(
            column: inside.column,
            row: area.row,
            columns: inside.columns,
            rows: area.rows,
        )
        let dividers = dividers(index, in: area).map { across.row($0) }
        return [across.top(1), across.bottom(1)] + dividers
    }

    /// The rows of a pane's dividers, counted from the top edge.
    private func dividers(_ index: Int, in area: Area) -> [Int] {
        let inside = inside(index, of: area)
        if inside.isEmpty { return [] }
        return panes[index].dividerRows(inside.rows).compactMap { row in row.map { $0 + 1 } }
    }

    private func drawEdge(
        _ edge: Int,
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        _ style: Style,
    ) {
        let isLast = edge == panes.count
        let column = isLast ? area.endColumn - 1 : inside(edge, of: area).column - 1
        let before = edge > 0 ? dividers(edge - 1, in: area) : []
        let after = isLast ? [] : dividers(edge, in: area)
        for row in 0..<area.rows {
            let glyph =
                switch row {
                case 0: top(edge)
                case area.rows - 1: bottom(edge)
                case _: joint(before: before.contains(row), after: after.contains(row))
                }
            grid.draw(glyph, column: column, row: area.row + row, in: area, profile, style)
        }
    }

    private func top(_ edge: Int) -> Glyph {
        edge == 0 ? .topLeft : edge == panes.count ? .topRight : .teeTop
    }

    private func bottom(_ edge: Int) -> Glyph {
        edge == 0 ? .bottomLeft : edge == panes.count ? .bottomRight : .teeBottom
    }

    /// A place on a vertical line, where dividers may come from one side or from both.
    private func joint(before: Bool, after: Bool) -> Glyph {
        switch (before, after) {
        case (true, true): .cross
        case (true, false): .teeRight
        case (false, true): .teeLeft
        case (false, false): .vertical
        }
    }
}
