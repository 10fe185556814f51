internal import DaybookCore

/// Where the words of a filter are looked for in the records of a list.
///
/// A word that few records have is looked up in the index of texts first, and the list is read from
/// those records; one that many have is looked for in record after record, in the order of the
/// list, where the first page is soon full.
struct ListSearch: Sendable {
    /// The texts of a record; NULL where absent.
    let texts: [String]
    /// A text more, which depends on the day: the place of the day is marked by `?`.
    var textOnDay: String?
    /// Texts of records that belong to it: the column, and what asks for one of them, with `{}`
    /// where the condition stands.
    var belonging: [(column: String, within: String)] = []
    /// What the index of texts finds, small tables first: they often tell that many have a word.
    /// Nothing where no text of the list is in an index.
    var found: [FoundTexts] = []
    /// All that those of the texts can be that are in no index although others are, states and
    /// currencies, and what tells that a record has one.
    var few: @Sendable (Connection, CivilDate?) throws -> [(text: String, has: Condition)] = {
        _,
        _ in []
    }

    typealias Condition = FilterSQL.Condition

    /// What the index says of a word.
    enum Finding: Sendable {
        /// No other rows have it.
        case few(Set<Int64>)
        /// All rows have it that belong to one of these records, by the column that tells so.
        case some(column: String, keys: Set<Int64>)
        /// So many have it that a page is soon full of them. What lets them through takes its time
        /// and is only made for questions to the whole list.
        case many(CommonWord?)
        /// Those have it that this lets through, which is quick to ask.
        case asked(Condition)
    }

    /// Whether a record has the word, asked of each.
    func condition(_ word: SearchWord, _ today: CivilDate?) -> Condition {
        if word.folded.isEmpty { return ("1", []) }
        return asked(WordSearch.function, .text(word.folded), today)
    }

    func condition(_ pattern: TextPattern, _ today: CivilDate?) -> Condition {
        asked(SearchFunctions.hasPattern, .text(pattern.source), today)
    }

    private func asked(
        _ function: String,
        _ value: SQLValue,
        _ today: CivilDate?,
    ) -> Condition {
        var values = [value]
        if textOnDay != nil { values.append(.date(today)) }
        let fields = ([textOnDay].compactMap(\.self) + texts).joined(separator: ", ")
        var parts = ["\(function)(?, \(fields))"]
        for (column, within) in belonging {
            parts.append(within.filled("\(function)(?, \(column))"))
            values.append(value)
        }
        return ("(\(parts.joined(separator: " OR ")))", values)
    }

    /// Who has the word, as far as the index of texts can tell; nil where it cannot.
    func find(
        _ word: SearchWord,
        in base: String,
        _ row: String,
        on today: CivilDate?,
        for purpose: Listing.Purpose,
        _ connection: Connection,
    ) throws -> Finding? {
        if word.folded.isEmpty || found.isEmpty { return nil }
        var common = CommonWord(word)
        var sets: [String: Set<Int64>] = [:]
        var letterQueries: Set<String> = []
        for found in found {
            if let query = found.letterQuery(word), !letterQueries.insert(query.sql).inserted {
                continue
            }
            // Once records are asked anyway, these texts are too: sooner than all are read.
            let isAsked = word.letter != nil && (purpose == .whole || !common.isEmpty)
            if isAsked, let asked = found.asked(word) {
                common.asked.append(asked)
            } else if let keys = try keys(word, found, connection) {
                if !keys.isEmpty { sets[found.column, default: []].formUnion(keys) }
            } else if purpose == .page {
                return .many(nil)
            } else {
                common.add(found)
            }
        }
        let states = try few(connection, today).filter { word.isPart(of: $0.text) }.map(\.has)
        if common.isEmpty, states.isEmpty {
            if let rows = try rows(sets, in: base, row, connection) { return .few(rows) }
            if sets.count == 1, let (column, keys) = sets.first {
                return .some(column: column, keys: keys)
            }
        }
        let looked = sets.sorted { $0.key < $1.key }.map { RowSet.condition($0.key, $0.value) }
        if common.isEmpty { return .asked(FilterSQL.any(states + looked)) }
        common.asked = states + looked + common.asked
        return .many(common)
    }

    /// The keys of the texts that have a word, where they are few.
    private func keys(
        _ word: SearchWord,
        _ found: FoundTexts,
        _ connection: Connection,
    ) throws -> Set<Int64>? {
        let most = SearchLimits.mostCandidates
        var keys: Set<Int64> = []
        var count = 0
        let query = try found.query(word, connection)
        try connection.forEach(
            query.sql + " LIMIT ?",
            query.values + [.integer(most + 1)]
        ) {
            keys.insert($0.integer(0))
            count += 1
        }
        return count > most ? nil : keys
    }

    /// The rows of the list with these keys, where they are few.
    func rows(
        _ sets: [String: Set<Int64>],
        in base: String,
        _ row: String,
        _ connection: Connection,
    ) throws -> Set<Int64>? {
        let most = SearchLimits.mostCandidates
        var rows: Set<Int64> = []
        for (column, keys) in sets {
            if column == row {
                rows.formUnion(keys)
            } else {
                let condition = FilterSQL.row(column, in: keys)
                try connection.forEach(
                    "SELECT \(row) FROM \(base) WHERE \(condition.sql) LIMIT ?",
                    condition.values + [.integer(most + 1)]
                ) { rows.insert($0.integer(0)) }
            }
            if rows.count > most { return nil }
        }
        return rows
    }
}

/// A limit that a test lowers, so that a small ledger shows what a large one does.
package enum SearchLimits {
    /// More records than these are not looked up before a list is read.
    @TaskLocal package static var mostCandidates = 10_000

    /// Lists shorter than this are read sooner than a second core is at work.
    @TaskLocal package static var fewestForTwoCores: Int64 = 50_000

    /// Where no index has an order, as many of the first and of the last records are looked at
    /// before all others.
    @TaskLocal package static var sampled: Int64 = 2500
}
