/// What the columns of a list need, as far as its rows have been seen. It only grows, so that
/// columns do not jump about while one walks.
struct ColumnWidths: Hashable, Sendable {
    /// The widest text of each column, its title included.
    private(set) var natural: [Int]
    /// The most digits behind the decimal point.
    private(set) var fractions: [Int]

    /// No column is wider: a name of a thousand letters must not push the amounts off the screen.
    private static let widest = 60

    init(_ columns: [ListColumn]) {
        // Titles are the program's own: their cells are their characters, save in a wide profile.
        natural = columns.map { DisplayWidth.of($0.title) }
        fractions = columns.map { _ in 0 }
    }

    mutating func take(_ rows: [ListRow], _ columns: [ListColumn], _ profile: TextProfile) {
        for row in rows {
            for index in columns.indices where index < row.cells.count {
                take(row.cells[index].text, index, columns[index], profile)
            }
        }
    }

    private mutating func take(
        _ text: String,
        _ index: Int,
        _ column: ListColumn,
        _ profile: TextProfile,
    ) {
        let width = VisibleText(text, upTo: Self.widest, for: profile).width
        guard column.alignment == .decimal else {
            natural[index] = max(natural[index], width)
            return
        }
        let fraction = DecimalText.fractionWidth(text)
        let whole = max(natural[index] - fractions[index], width - fraction)
        fractions[index] = max(fractions[index], fraction)
        natural[index] = max(natural[index], whole + fractions[index])
    }

    // MARK: - Sharing out a width

    /// The columns that fit into so many cells, with the width of each, from the left.
    func fit(_ columns: [ListColumn], into room: Int, gap: Int) -> [(index: Int, width: Int)] {
        var shown = Array(columns.indices)
        while shown.count > 1, least(shown, columns, gap: gap) > room {
            let highest = shown.map { columns[$0].rank }.max() ?? 0
            // Of equal rank the one further right goes first.
            guard let last = shown.lastIndex(where: { columns[$0].rank == highest }) else { break }
            shown.remove(at: last)
        }
        var widths = shown.map { least($0, columns[$0]) }
        var spare = room - widths.reduce(gap * (shown.count - 1), +)
        // What may be cut gets what is left over, the most important column first.
        for place in shown.indices.sorted(by: {
            (columns[shown[$0]].rank, $0) < (columns[shown[$1]].rank, $1)
        }) where spare > 0 {
            let more = min(spare, natural[shown[place]] - widths[place])
            widths[place] += more
            spare -= more
        }
        if spare < 0, shown.count == 1 { widths[0] = max(0, room) }
        return Array(zip(shown, widths))
    }

    private func least(_ index: Int, _ column: ListColumn) -> Int {
        column.mayBeCut ? min(natural[index], column.narrowest) : natural[index]
    }

    private func least(_ shown: [Int], _ columns: [ListColumn], gap: Int) -> Int {
        shown.reduce(gap * (shown.count - 1)) { $0 + least($1, columns[$1]) }
    }
}

/// Numbers as texts.
enum DecimalText {
    /// The cells behind the last digit before the decimal point, the point included.
    static func fractionWidth(_ text: String) -> Int {
        guard let point = text.utf8.lastIndex(of: UInt8(ascii: ".")) else { return 0 }
        return text.utf8.distance(from: point, to: text.utf8.endIndex)
    }
}
