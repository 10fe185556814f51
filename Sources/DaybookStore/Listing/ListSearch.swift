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
    /// Rows of the list whose indexed texts match `?1`, and have the word `?2` itself.
    let found: [String]
    /// Conditions: rows of the list with a name that has a part which begins with the bytes `?1`.
    let begun: [String]
    /// Texts that are no more than a few words and in no index: a word that they have is had by too
    /// many records to be looked up.
    let fewTexts: @Sendable (Connection) throws -> [String]

    typealias Condition = FilterSQL.Condition

    /// More records than these are not looked up before the list is read.
    static var mostCandidates: Int { 4096 }

    /// Whether a record has the word, asked of each.
    func condition(_ word: SearchWord, _ today: CivilDate?) -> Condition {
        if word.folded.isEmpty { return ("1", []) }
        return word.isShort ? begins(word, today) : contains(word, today)
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
    private func begins(_ word: SearchWord, _ today: CivilDate?) -> Condition {
        var values: [SQLValue] = []
        var parts: [String] = []
        for query in begun {
            parts.append(query)
            values += [.text(word.digits), .text(word.digits)]
        }
        if !names.isEmpty || textOnDay != nil {
            let texts = ([textOnDay].compactMap(\.self) + names).joined(separator: ", ")
            parts.append("\(SearchFunctions.hasStart)(?, \(texts))")
            values.append(.text(word.folded))
            if textOnDay != nil { values.append(.date(today)) }
        }
        return ("(\(parts.joined(separator: " OR ")))", values)
    }

    /// The rows that have the word, where they are few; nil where they are many or cannot be
    /// looked up.
    func candidates(_ word: SearchWord, _ connection: Connection) throws -> Set<Int64>? {
        if word.folded.isEmpty || word.isShort { return nil }
        let few = try fewTexts(connection)
        if few.contains(where: { SearchWord.fold($0).utf8.contains(word.folded.utf8) }) {
            return nil
        }
        var rows: Set<Int64> = []
        for query in found {
            try connection.forEach(
                query + " LIMIT ?3",
                [.text(word.match), .text(word.folded), .integer(Self.mostCandidates + 1)]
            ) { rows.insert($0.integer(0)) }
            if rows.count > Self.mostCandidates { return nil }
        }
        return rows
    }
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
