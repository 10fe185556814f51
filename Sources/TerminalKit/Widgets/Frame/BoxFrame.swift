/// A box of lines around one pane, or around several that share the lines between them.
///
/// It draws the lines and what stands on them, nothing inside. The pane with the focus has its
/// lines in the accent and its title in bold.
package struct BoxFrame: Widget {
    package var panes: [BoxPane]
    /// Which of the panes has the focus when the box has it.
    package var focusedPane = 0

    package init(_ panes: [BoxPane]) {
        precondition(!panes.isEmpty, "a box has a pane at least")
        self.panes = panes
    }

    package init(_ pane: BoxPane) {
        self.init([pane])
    }

    // MARK: Where things are

    /// The inside of a pane.
    package func inside(_ pane: Int = 0, of area: Area) -> Area {
        precondition(panes.indices.contains(pane), "a box has no pane \(pane)")
        let edges = edges(in: area)
        return area.dropping(top: 1, bottom: 1).between(edges[pane], edges[pane + 1])
    }

    /// The parts of a pane between its dividers: one more than these. Where there is no room for
    /// a divider, the part before it has all and the one behind it nothing.
    package func parts(_ pane: Int = 0, of area: Area) -> [Area] {
        var rest = inside(pane, of: area)
        let start = rest.row
        var parts: [Area] = []
        let rows = panes[pane].dividerRows(rest.rows)
        for (index, row) in rows.enumerated() {
            let next = rows[index...].compactMap(\.self).first
            let end = next.map { start + $0 } ?? rest.endRow
            parts.append(rest.top(end - rest.row))
            rest = rest.dropping(top: end - rest.row + (row == nil ? 0 : 1))
        }
        return parts + [rest]
    }

    /// The place of the title of a pane: for the tab that a click means.
    package func titleArea(_ pane: Int = 0, of area: Area, _ profile: TextProfile) -> Area {
        labelAreas(pane, of: area, profile).title
    }

    package func cornerArea(_ pane: Int = 0, of area: Area, _ profile: TextProfile) -> Area {
        labelAreas(pane, of: area, profile).corner
    }

    /// The columns of the vertical lines: one more than panes.
    private func edges(in area: Area) -> [Int] {
        var edges = [area.column]
        let last = max(area.endColumn - 1, area.column)
        var edge = area.column
        for pane in panes.dropLast() {
            edge = min(edge + 1 + min(max(pane.columns, 0), last), last)
            edges.append(edge)
        }
        return edges + [last]
    }

    /// The parts of the top edge. The corner gets what the title does not need, and half of it
    /// where both are too long.
    private func labelAreas(
        _ index: Int,
        of area: Area,
        _ profile: TextProfile,
    ) -> (title: Area, corner: Area) {
        let edges = edges(in: area)
        let edge = area.top(1).between(edges[index], edges[index + 1])
        let title = panes[index].title?.width(profile) ?? 0
        guard let corner = panes[index].corner?.width(profile) else {
            return (edge.left(title), edge.left(0))
        }
        let room = min(corner, max(edge.columns - title - 1, edge.columns / 2))
        // In less than this there is nothing that could be told by it.
        guard room >= min(corner, 8) else { return (edge.left(title), edge.left(0)) }
        return (edge.dropping(right: room + 1).left(title), edge.right(room))
    }

    // MARK: Drawing

    package func draw(
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        isFocused: Bool,
    ) {
        guard area.columns >= 2, area.rows >= 1 else { return }
        let focused = isFocused ? focusedPane : nil
        drawLines(into: &grid, area, profile, focused)
        for index in panes.indices {
            drawLabels(index, into: &grid, area, profile, isFocused: index == focused)
        }
    }

    private func drawLabels(
        _ index: Int,
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        isFocused: Bool,
    ) {
        let pane = panes[index]
        let (title, corner) = labelAreas(index, of: area, profile)
        pane.title?.draw(into: &grid, title, profile, isFocused: isFocused)
        pane.corner?.draw(into: &grid, corner, profile, isFocused: isFocused)
        let inside = inside(index, of: area)
        if let position = pane.position, area.rows > 1 {
            let bottom = area.bottom(1).dropping(left: inside.column - area.column)
                .left(inside.columns)
            let text = VisibleText(" \(position) ", upTo: bottom.columns, for: profile)
            let column = bottom.endColumn - text.width
            grid.write(text, column: column, row: bottom.row, in: bottom, .quiet)
        }
        if let scrollbar = pane.scrollbar {
            let part = parts(index, of: area)[0]
            let edge = Area(column: inside.endColumn, row: part.row, columns: 1, rows: part.rows)
            scrollbar.drawThumb(
                into: &grid,
                edge.intersection(area),
                profile,
                isFocused: isFocused,
            )
        }
    }
}

extension Area {
    /// What lies between two of its columns.
    func between(_ first: Int, _ last: Int) -> Area {
        Area(column: first + 1, row: row, columns: last - first - 1, rows: rows)
    }
}
