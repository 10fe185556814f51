/// A list to choose from. What cannot be chosen now stays in it and says why.
package struct ListBox: Widget {
    package struct Item: Hashable, Sendable {
        package let text: String
        /// What stands at the right, such as a key or a count.
        package let note: String?
        /// Why it cannot be chosen.
        package let obstacle: String?

        package init(_ text: String, note: String? = nil, obstacle: String? = nil) {
            self.text = text
            self.note = note
            self.obstacle = obstacle
        }
    }

    package private(set) var items: [Item]
    /// What is shown instead of items where there are none.
    package var emptyText: String
    /// False while nothing is chosen yet.
    var showsCursor = true
    private var cursor: ListCursor

    package init(_ items: [Item], emptyText: String = "nothing here") {
        self.items = items
        self.emptyText = emptyText
        cursor = ListCursor(count: items.count)
    }

    /// The item that the cursor is on.
    package var index: Int? { items.isEmpty ? nil : cursor.index }
    package var current: Item? { index.map { items[$0] } }

    package mutating func move(_ movement: Movement) {
        cursor.move(movement)
    }

    package mutating func select(_ index: Int) {
        cursor.select(index)
    }

    /// Shows other items; the cursor stays at its place, as far as there is one.
    package mutating func replace(_ items: [Item]) {
        self.items = items
        cursor.recount(items.count)
    }

    // MARK: Where they stand

    package mutating func fit(_ area: Area, _ profile: TextProfile) {
        cursor.fit(rows: list(in: area).rows)
    }

    /// The item at a row of the screen: what a click means.
    package func item(at row: Int, in area: Area) -> Int? {
        let list = list(in: area)
        guard (list.row..<list.endRow).contains(row) else { return nil }
        let index = cursor.top(rows: list.rows) + row - list.row
        return index < items.count ? index : nil
    }

    /// The rows of items: all but the last one, when the place has to be told.
    private func list(in area: Area) -> Area {
        items.count > area.rows && area.rows > 1 ? area.dropping(bottom: 1) : area
    }

    // MARK: Drawing

    package func draw(
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        isFocused: Bool,
    ) {
        grid.fill(area, .plain)
        if items.isEmpty {
            let text = VisibleText(emptyText, upTo: area.columns - 2, for: profile)
            grid.write(text, column: area.column + 1, row: area.row, in: area, .quiet)
            return
        }
        let list = list(in: area)
        let top = cursor.top(rows: list.rows)
        for (row, index) in (top..<min(top + list.rows, items.count)).enumerated() {
            let item = items[index]
            let shown = ChoiceRow(text: item.text, note: item.note, obstacle: item.obstacle)
            let isHere = index == cursor.index && showsCursor
            shown.draw(
                into: &grid,
                list.row(row),
                profile,
                cursor: ChoiceRow.Cursor(isHere: isHere, isFocused: isFocused),
            )
        }
        if list.rows < area.rows { drawPosition(into: &grid, area.bottom(1), profile) }
    }

    private func drawPosition(into grid: inout Grid, _ area: Area, _ profile: TextProfile) {
        let text =
            showsCursor
            ? CountText.part(cursor.index + 1, of: items.count)
            : CountText.grouped(items.count)
        let shown = VisibleText(text, upTo: area.columns - 2, for: profile)
        let column = area.endColumn - 1 - shown.width
        grid.write(shown, column: column, row: area.row, in: area, .quiet)
    }
}
