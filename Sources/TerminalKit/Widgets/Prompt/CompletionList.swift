/// The candidates for the word before the caret, and the one that is being tried.
struct CompletionList: Hashable, Sendable {
    let candidates: [Completion]
    /// What was typed: the word that they stand for.
    let word: [Character]
    /// The candidate that stands in the text; nil before the first and after the last.
    private(set) var tried: Int?
    /// The place of the word's first character: what is between it and the caret is replaced.
    let start: Int

    /// The most that are shown at once.
    private static let mostRows = 8

    init(_ candidates: [Completion], for word: [Character], at start: Int) {
        self.candidates = candidates
        self.word = word
        self.start = start
    }

    // MARK: Trying

    /// Takes the next or the previous candidate, and answers its text; after the last one comes
    /// what was typed.
    mutating func tryNext(_ step: Int) -> String {
        let places = candidates.count + 1
        let place = ((tried ?? places - 1) + step + places) % places
        tried = place < candidates.count ? place : nil
        return tried.map { candidates[$0].text } ?? String(word)
    }

    /// What all candidates begin with, if it is more of the word than was typed.
    var commonPrefix: String? {
        guard let first = candidates.first?.text else { return nil }
        var prefix = Array(first)
        for candidate in candidates.dropFirst() {
            let shared = zip(prefix, candidate.text).prefix { $0 == $1 }.count
            prefix.removeSubrange(shared...)
        }
        let isLonger = prefix.count > word.count
        let goesOn = zip(prefix, word).allSatisfy { $0.lowercased() == $1.lowercased() }
        return isLonger && goesOn ? String(prefix) : nil
    }

    // MARK: Drawing

    /// Draws the list where there is room on the screen: below the prompt or above it, from the
    /// column on where the word begins.
    func draw(
        into grid: inout Grid,
        beside area: Area,
        from column: Int,
        within screen: Area,
        _ profile: TextProfile,
    ) {
        let place = place(beside: area, from: column, within: screen, profile)
        if place.isEmpty { return }
        var box = ListBox(candidates.map { ListBox.Item($0.text, note: $0.note) })
        box.fit(place, profile)
        if let tried { box.select(tried) }
        box.showsCursor = tried != nil
        box.draw(into: &grid, place, profile, isFocused: true)
        grid.raise(place)
    }

    private func place(
        beside area: Area,
        from column: Int,
        within screen: Area,
        _ profile: TextProfile,
    ) -> Area {
        let isLong = candidates.count > Self.mostRows
        let wanted = min(candidates.count, Self.mostRows) + (isLong ? 1 : 0)
        let above = area.row - screen.row
        let below = screen.endRow - area.endRow
        let isBelow = below >= wanted || below >= above
        let rows = min(wanted, max(isBelow ? below : above, 0))
        let widest = candidates.prefix(200).map {
            ChoiceRow(text: $0.text, note: $0.note).width(profile)
        }.max()
        let columns = min(max(widest ?? 0, 12), screen.columns)
        let start = max(min(column, screen.endColumn - columns), screen.column)
        return Area(
            column: start,
            row: isBelow ? area.endRow : area.row - rows,
            columns: columns,
            rows: rows,
        ).intersection(screen)
    }
}
