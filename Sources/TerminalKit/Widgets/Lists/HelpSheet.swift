/// The keys and actions of a place, which can be searched and run. What is disabled says why.
///
/// With other titles it is also a palette: it knows only names and what to answer for them.
package struct HelpSheet: Widget {
    package struct Entry: Hashable, Sendable {
        /// What the owner knows it by.
        package let id: String
        package let keys: String
        package let title: String
        /// Why it cannot be run now.
        package let obstacle: String?

        package init(_ id: String, keys: String, _ title: String, obstacle: String? = nil) {
            self.id = id
            self.keys = keys
            self.title = title
            self.obstacle = obstacle
        }
    }

    package struct Group: Hashable, Sendable {
        package let title: String
        package let entries: [Entry]

        package init(_ title: String, _ entries: [Entry]) {
            self.title = title
            self.entries = entries
        }
    }

    /// What must follow a key.
    package enum Answer: Hashable, Sendable {
        case stays
        case run(id: String)
        /// It is disabled; the sheet itself says why as well.
        case refused(reason: String)
        case closed
        /// The key means nothing here.
        case ignored
    }

    /// A row of the list.
    enum Row: Hashable, Sendable {
        case heading(String)
        case entry(Entry)

        var entry: Entry? {
            switch self {
            case .heading: nil
            case .entry(let entry): entry
            }
        }
    }

    package let title: String
    package let groups: [Group]
    private(set) var search = Prompt("Search")
    private(set) var rows: [Row] = []
    private(set) var cursor = ListCursor(count: 0)

    package init(_ title: String, _ groups: [Group]) {
        self.title = title
        self.groups = groups
        narrow()
    }

    /// The entry that the cursor is on.
    package var current: Entry? {
        rows.isEmpty ? nil : rows[cursor.index].entry
    }

    var entryCount: Int { groups.reduce(0) { $0 + $1.entries.count } }

    /// Which of the entries shown the cursor is on, counted from 1, and how many these are.
    var place: (number: Int, of: Int) {
        let number = rows.prefix(cursor.index + 1).count { $0.entry != nil }
        return (number, rows.count { $0.entry != nil })
    }

    // MARK: Keys

    package mutating func answer(_ press: KeyPress) -> Answer {
        search.message = nil
        if press == KeyPress(.enter) { return run() }
        if !movesCaret(press), let movement = Movement(press) {
            move(movement)
            return .stays
        }
        switch search.answer(press) {
        case .changed, .completed: narrow()
        case .cancelled: return .closed
        case .ignored: return .ignored
        case .stays, .submitted: break
        }
        return .stays
    }

    /// Home and End belong to the text that is typed, until they have nowhere to go in it.
    private func movesCaret(_ press: KeyPress) -> Bool {
        switch press.key {
        case .home: search.editor.caret > 0
        case .end: search.editor.caret < search.editor.characters.count
        case _: false
        }
    }

    package mutating func paste(_ text: String) -> Answer {
        search.message = nil
        _ = search.paste(text)
        narrow()
        return .stays
    }

    private mutating func run() -> Answer {
        guard let entry = current else { return .stays }
        guard let reason = entry.obstacle else { return .run(id: entry.id) }
        search.message = StyledSpan(reason, Style(.warning))
        return .refused(reason: reason)
    }

    /// Moves the cursor among entries; headings are passed over, and come into sight above the
    /// first of their entries.
    package mutating func move(_ movement: Movement) {
        let before = cursor.index
        cursor.move(movement)
        if rows.isEmpty || rows[cursor.index].entry != nil { return showHeading() }
        // Every heading has an entry behind it; before the first one there is nothing.
        let goesUp = cursor.index < before && cursor.index > 0
        cursor.select(cursor.index + (goesUp ? -1 : 1))
        showHeading()
    }

    private mutating func showHeading() {
        let index = cursor.index
        guard index > 0, index < rows.count, rows[index - 1].entry == nil else { return }
        cursor.select(index - 1)
        cursor.select(index)
    }

    /// A click: the cursor goes to the entry at a row of the screen, if one is there.
    @discardableResult
    package mutating func select(row: Int, in area: Area, _ profile: TextProfile) -> Bool {
        let list = layout(in: area).list
        guard (list.row..<list.endRow).contains(row) else { return false }
        let index = cursor.top(rows: list.rows) + row - list.row
        guard index < rows.count, rows[index].entry != nil else { return false }
        cursor.select(index)
        return true
    }

    // MARK: Searching

    /// Shows the entries that have every word of the search in them, with their headings.
    private mutating func narrow() {
        let words = search.text.lowercased().split(whereSeparator: \.isWhitespace)
        rows = groups.flatMap { group in
            let entries = group.entries.filter { entry in
                let text = "\(group.title) \(entry.keys) \(entry.title)".lowercased()
                return words.allSatisfy { text.contains($0) }
            }
            return entries.isEmpty ? [] : [.heading(group.title)] + entries.map(Row.entry)
        }
        cursor.recount(rows.count)
        cursor.select(rows.isEmpty ? 0 : 1)
        showHeading()
    }

    package mutating func fit(_ area: Area, _ profile: TextProfile) {
        cursor.fit(rows: layout(in: area).list.rows)
        showHeading()
    }
}
