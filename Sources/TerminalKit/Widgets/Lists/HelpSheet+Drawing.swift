extension HelpSheet {
    /// Where the parts of the sheet are. In a small area the lines around it are left out.
    func layout(in area: Area) -> (frame: Area?, search: Area, list: Area) {
        guard area.rows >= 7, area.columns >= 20 else {
            return (nil, area.top(1), area.dropping(top: 1))
        }
        let parts = frame.parts(of: area)
        return (area, parts[0].dropping(left: 1, right: 1), parts[1])
    }

    private var frame: BoxFrame {
        let place = place
        var title = BoxTitle(title)
        let isNarrowed = place.of < entryCount
        title.count =
            isNarrowed
            ? CountText.part(place.of, of: entryCount) : CountText.grouped(entryCount)
        var pane = BoxPane(title)
        pane.dividers = [.below(1)]
        if place.of > 0 { pane.position = CountText.part(place.number, of: place.of) }
        return BoxFrame(pane)
    }

    package func draw(
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        isFocused: Bool,
    ) {
        grid.fill(area, .plain)
        let layout = layout(in: area)
        if let box = layout.frame { frame.draw(into: &grid, box, profile, isFocused: isFocused) }
        search.draw(into: &grid, layout.search, profile, isFocused: isFocused)
        let list = layout.list
        if rows.isEmpty {
            let words = groups.isEmpty ? "nothing here" : "nothing has these words"
            let text = VisibleText(words, upTo: list.columns - 1, for: profile)
            grid.write(text, column: list.column + 1, row: list.row, in: list, .quiet)
        }
        let top = cursor.top(rows: list.rows)
        let keys = keyColumns(profile)
        for (row, index) in (top..<min(top + list.rows, rows.count)).enumerated() {
            let isHere = index == cursor.index
            let mark = ChoiceRow.Cursor(isHere: isHere, isFocused: isFocused)
            draw(rows[index], keys, into: &grid, list.row(row), profile, mark)
        }
        if layout.frame != nil {
            Scrollbar(top: top, visible: list.rows, total: rows.count).drawThumb(
                into: &grid,
                Area(column: list.endColumn, row: list.row, columns: 1, rows: list.rows),
                profile,
                isFocused: isFocused,
            )
        }
        grid.raise(area)
    }

    private func draw(
        _ row: Row,
        _ keyColumns: Int,
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        _ cursor: ChoiceRow.Cursor,
    ) {
        switch row {
        case .heading(let title):
            let inside = area.dropping(left: 1, right: 1)
            let text = VisibleText(title, upTo: inside.columns, for: profile)
            let style = Style.plain.with([.bold, .underline])
            grid.write(text, column: inside.column, row: area.row, in: inside, style)
        case .entry(let entry):
            let shown = ChoiceRow(
                text: entry.title,
                obstacle: entry.obstacle,
                lead: entry.keys,
                leadColumns: keyColumns,
            )
            shown.draw(into: &grid, area, profile, cursor: cursor)
        }
    }

    /// As wide as the widest keys, within bounds.
    private func keyColumns(_ profile: TextProfile) -> Int {
        let widths = groups.flatMap(\.entries).map {
            VisibleText($0.keys, upTo: 16, for: profile).width
        }
        return widths.max() ?? 0
    }

    /// Where the terminal's cursor belongs.
    package func caret(in area: Area, _ profile: TextProfile) -> Caret? {
        search.caret(in: layout(in: area).search, profile)
    }
}
