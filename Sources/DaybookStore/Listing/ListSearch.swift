internal import DaybookCore

/// Where the words of a filter are looked for in the records of a list.
///
/// A word that few records have is looked up in the index of texts first, and the list is read from
/// those records; one that many have is looked for in record after record, in the order of the
/// list, where the first page is soon full.
struct ListSearch: Sendable {
    /// The texts of a record; NULL where absent.
    let texts: [String]
    /// Those of them in which a short word is looked for where a part of them begins.
    let names: [String]
    /// A text more, which depends on the day: the place of the day is marked by `?`.
    var textOnDay: String?
    /// Texts of records that belong to it: the column, and what asks for one of them, with `{}`
    /// where the condition stands.
    var belonging: [(column: String, within: String)] = []
    /// What the index of texts finds.
    let found: [Found]
    /// Where the beginnings of the parts of names stand.
    let begun: [Beginnings]
    /// All that the texts can be which are in no index: states, currencies. A word that they have
    /// is had by too many records to be looked up.
    let fewTexts: @Sendable (Connection) throws -> [String]

    typealias Condition = FilterSQL.Condition

    /// What the index of texts finds of one table, by the column of the list that it is of.
    struct Found: Sendable {
        let column: String
        /// The first value is the question to the index, the second the word, which the texts are
        /// then looked at for.
        let query: String
        /// The texts themselves where they stand in the records of the list.
        var own: [String] = []
    }

    /// What the index says of a word.
    enum Finding {
        /// No other rows have it.
        case few(Set<Int64>)
        /// Those have it that this lets through, which is quick to ask.
        case some(Condition)
        /// So many have it that a page is soon full of them. What lets them through takes its time
        /// and is only made for questions to the whole list.
        case many(Condition?)
    }

    /// A table of beginnings, and by which column of the list its rows are found.
    struct Beginnings: Sendable {
        let column: String
        /// What stands in the table for that column.
        let key: String
        let table: String

        /// Between some bytes and what comes behind all that begin with them: both are values.
        private static let range = "start >= ? AND start < ? || 'g'"

        /// All that begin so, put together once.
        fileprivate var atOnce: String {
            "\(column) IN (SELECT \(key) FROM \(table) WHERE \(Self.range))"
        }

        /// Asked of one record.
        fileprivate var oneByOne: String {
            "EXISTS (SELECT 1 FROM \(table) WHERE \(key) = \(column) AND \(Self.range))"
        }

        /// How many begin so, as far as somebody wants to know.
        fileprivate var count: String {
            "SELECT count(*) FROM (SELECT 1 FROM \(table) WHERE \(Self.range) LIMIT ?)"
        }
    }

    /// Whether a record has the word, asked of each.
    ///
    /// - Parameter isCommon: so many have a short word that these are not put together
    func condition(
        _ word: SearchWord,
        _ today: CivilDate?,
        _ fewTexts: [String],
        isCommon: Bool,
    ) -> Condition {
        if word.folded.isEmpty { return ("1", []) }
        if !word.isShort { return contains(word, today) }
        // Only where one of them begins so must each record be asked for its own.
        let mayBegin = fewTexts.contains { word.isAtStart(of: SearchWord.fold($0)) }
        return begins(word, today, asksRecords: mayBegin, isCommon)
    }

    /// Whether more names have a part that begins with a short word than are looked up.
    func isCommon(_ word: SearchWord, _ connection: Connection) throws -> Bool {
        guard word.isShort, !word.folded.isEmpty else { return false }
        let most = Int64(SearchLimits.mostCandidates)
        return try begun.contains { beginnings in
            let digits = SQLValue.text(word.digits)
            return try connection.integer(beginnings.count, [digits, digits, .integer(most + 1)])
                > most
        }
    }

    func condition(_ pattern: TextPattern, _ today: CivilDate?) -> Condition {
        asked(SearchFunctions.hasPattern, .text(pattern.source), today)
    }

    private func contains(_ word: SearchWord, _ today: CivilDate?) -> Condition {
        asked(WordSearch.function, .text(word.folded), today)
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

    /// A short word is looked up among the beginnings of names, which are few beside the records.
    private func begins(
        _ word: SearchWord,
        _ today: CivilDate?,
        asksRecords: Bool,
        _ isCommon: Bool,
    ) -> Condition {
        var values: [SQLValue] = []
        var parts: [String] = []
        for beginnings in begun {
            parts.append(isCommon ? beginnings.oneByOne : beginnings.atOnce)
            values += [.text(word.digits), .text(word.digits)]
        }
        if asksRecords {
            let texts = ([textOnDay].compactMap(\.self) + names).joined(separator: ", ")
            parts.append("\(SearchFunctions.hasStart)(?, \(texts))")
            values.append(.text(word.folded))
            if textOnDay != nil { values.append(.date(today)) }
        }
        return ("(\(parts.joined(separator: " OR ")))", values)
    }

    /// Who has the word, as far as the index of texts can tell; nil where it cannot.
    ///
    /// - Parameter purpose: a page is read in its order: no index of a looked-up column may lead
    func find(
        _ word: SearchWord,
        in base: String,
        _ row: String,
        for purpose: Listing.Purpose,
        _ connection: Connection,
    ) throws -> Finding? {
        guard try isIndexed(word, connection) else { return nil }
        var parts: [Condition] = []
        var sets: [(column: String, keys: Set<Int64>)] = []
        var isCommon = false
        for found in found {
            if let keys = try keys(word, found, connection) {
                if !keys.isEmpty { sets.append((found.column, keys)) }
            } else {
                if purpose == .page { return .many(nil) }
                isCommon = true
                parts.append(whole(word, found))
            }
        }
        if !isCommon, let rows = try rows(sets, in: base, row, connection) { return .few(rows) }
        // With a sign before it a column is compared, and no index of it is read.
        let sign = purpose == .page ? "+" : ""
        parts = sets.map { FilterSQL.row(sign + $0.column, in: $0.keys) } + parts
        let condition = FilterSQL.any(parts)
        return isCommon ? .many(condition) : .some(condition)
    }

    /// The keys of the texts that have the word, where they are few.
    private func keys(
        _ word: SearchWord,
        _ found: Found,
        _ connection: Connection,
    ) throws -> Set<Int64>? {
        let most = SearchLimits.mostCandidates
        var keys: Set<Int64> = []
        var count = 0
        try connection.forEach(
            found.query + " LIMIT ?",
            [.text(word.match), .text(word.folded), .integer(most + 1)]
        ) {
            keys.insert($0.integer(0))
            count += 1
        }
        return count > most ? nil : keys
    }

    /// The rows of the list with these keys, where they are few.
    private func rows(
        _ sets: [(column: String, keys: Set<Int64>)],
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

    /// All that have a word that many have: where the texts stand in the records, these are asked.
    private func whole(_ word: SearchWord, _ found: Found) -> Condition {
        if found.own.isEmpty {
            let values: [SQLValue] = [.text(word.match), .text(word.folded)]
            return ("\(found.column) IN (\(found.query))", values)
        }
        let texts = found.own.joined(separator: ", ")
        return ("\(WordSearch.function)(?, \(texts))", [.text(word.folded)])
    }

    private func isIndexed(_ word: SearchWord, _ connection: Connection) throws -> Bool {
        if word.folded.isEmpty || word.isShort || found.isEmpty { return false }
        return try !fewTexts(connection).contains {
            SearchWord.fold($0).utf8.contains(word.folded.utf8)
        }
    }
}

/// A limit that a test lowers, so that a small ledger shows what a large one does.
package enum SearchLimits {
    /// More records than these are not looked up before a list is read.
    @TaskLocal package static var mostCandidates = 10_000

    /// Lists shorter than this are read sooner than a second core is at work.
    @TaskLocal package static var fewestForTwoCores: Int64 = 50_000
}

extension SearchWord {
    /// The question to an index of texts: all letters that stand beside each other, three by three.
    fileprivate var match: String {
        let scalars = Array(folded.unicodeScalars)
        let last = min(scalars.count, Self.longestMatch) - Self.indexedLength
        var parts: [String] = []
        for index in 0...max(0, last) {
            var part = "\""
            for scalar in scalars[index..<min(scalars.count, index + Self.indexedLength)] {
                part.unicodeScalars.append(scalar)
                if scalar == "\"" { part.unicodeScalars.append(scalar) }
            }
            parts.append(part + "\"")
        }
        return parts.joined(separator: " AND ")
    }

    /// The first letters of a long word find few enough candidates.
    private static var longestMatch: Int { 24 }

    /// The bytes in the digits in which beginnings of names are kept.
    fileprivate var digits: String {
        folded.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
