/// Titles in one line, of which one is current: underlined, and in brackets where a terminal may
/// know plain characters only. Where they do not fit, those around the current one are shown.
package struct Tabs: Widget {
    package private(set) var titles: [String]
    package private(set) var current: Int

    package init(_ titles: [String], current: Int = 0) {
        self.titles = titles
        self.current = 0
        select(current)
    }

    /// Makes a tab the current one; beyond the ends, the first or the last.
    package mutating func select(_ index: Int) {
        current = max(min(index, titles.count - 1), 0)
    }

    /// After the last comes the first.
    package mutating func selectNext() {
        select(current + 1 < titles.count ? current + 1 : 0)
    }

    package mutating func selectPrevious() {
        select(current > 0 ? current - 1 : titles.count - 1)
    }

    /// The cells of all of them.
    package func width(_ profile: TextProfile) -> Int {
        titles.reduce(0) { $0 + text($1, within: .max, profile).width + 2 }
    }

    // MARK: Where they stand

    /// The tab at a column of the screen. At the marks for more it is the next one hidden there.
    package func tab(at column: Int, in area: Area, _ profile: TextProfile) -> Int? {
        guard (area.column..<area.endColumn).contains(column) else { return nil }
        let places = places(in: area, profile)
        guard let first = places.first, let last = places.last else { return nil }
        if first.index > 0 && column == area.column { return first.index - 1 }
        if last.index < titles.count - 1 && column == area.endColumn - 1 {
            return last.index + 1
        }
        return places.first { ($0.column..<$0.column + $0.text.width + 2).contains(column) }?.index
    }

    private struct Place {
        let index: Int
        let column: Int
        let text: VisibleText
    }

    /// The tabs that are shown: from the first with which the current one fits, as many as do.
    private func places(in area: Area, _ profile: TextProfile) -> [Place] {
        let texts = titles.map { text($0, within: area.columns, profile) }
        let widths = texts.map { $0.width + 2 }
        var first = 0
        if widths.reduce(0, +) > area.columns {
            while first < current
                && widths[first...current].reduce(0, +) + marks(first, current) > area.columns
            { first += 1 }
        }
        var column = area.column + (first > 0 ? 1 : 0)
        var places: [Place] = []
        for index in first..<titles.count {
            let mark = index < titles.count - 1 ? 1 : 0
            // The last of those that fit needs no room for a mark behind it.
            let isLast = widths[index...].reduce(0, +) <= area.endColumn - column
            let room = area.endColumn - column - (isLast ? 0 : mark)
            if widths[index] > room && index != current { break }
            let text = texts[index].cut(to: max(min(room - 2, texts[index].width), 0))
            places.append(Place(index: index, column: column, text: text))
            column += text.width + 2
        }
        return places
    }

    /// The cells that marks for more take, when these are shown.
    private func marks(_ first: Int, _ last: Int) -> Int {
        (first > 0 ? 1 : 0) + (last < titles.count - 1 ? 1 : 0)
    }

    private func text(
        _ title: String,
        within columns: Int,
        _ profile: TextProfile,
    ) -> VisibleText {
        VisibleText(title, upTo: min(columns, Self.widest), for: profile)
    }

    /// No title is wider, so that one of them cannot push the others away.
    private static let widest = 40

    // MARK: Drawing

    package func draw(
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        isFocused: Bool,
    ) {
        let places = places(in: area, profile)
        for place in places { draw(place, into: &grid, area, profile, isFocused) }
        let row = area.row
        if let first = places.first, first.index > 0 {
            grid.draw(.moreLeft, column: area.column, row: row, in: area, profile, .key)
        }
        if let last = places.last, last.index < titles.count - 1 {
            grid.draw(.moreRight, column: area.endColumn - 1, row: row, in: area, profile, .key)
        }
    }

    private func draw(
        _ place: Place,
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        _ isFocused: Bool,
    ) {
        let isCurrent = place.index == current
        let hasBrackets = isCurrent && profile.marks == .ascii
        let style = isCurrent ? Style.title(isFocused: isFocused).with(.bold) : .quiet
        let before = VisibleText(hasBrackets ? "[" : " ", for: profile)
        let after = VisibleText(hasBrackets ? "]" : " ", for: profile)
        var column = place.column
        column = grid.write(before, column: column, row: area.row, in: area, style)
        let name = isCurrent ? style.with(.underline) : style
        column = grid.write(place.text, column: column, row: area.row, in: area, name)
        grid.write(after, column: column, row: area.row, in: area, style)
    }
}
