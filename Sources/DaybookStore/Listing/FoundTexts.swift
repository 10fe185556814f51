internal import DaybookCore

/// What the index of texts finds of one table, by the column of the list that it is of.
struct FoundTexts: Sendable {
    let column: String
    /// What stands in the table for that column.
    let key: String
    /// The index, and the table that it is of, with a name of its own.
    let index: String
    let table: String
    /// The row of that table.
    let row: String
    /// What is joined to the table behind it.
    var joined = ""
    /// The texts, which are looked at after the index: it does not know where letters stand.
    let texts: [String]
    /// The texts themselves where they stand in the records of the list.
    var own: [String] = []
    /// How one of these texts of a record is asked for a letter: the text, and the question, with
    /// `{}` where the condition stands.
    var each: (column: String, within: String)?
    /// Whether all texts of a row may be so short together that the index knows nothing of them.
    var mayBeShort = false
    /// The table that has the letters of these texts, and the column of it.
    var letters: (table: String, column: String)?

    typealias Condition = FilterSQL.Condition

    /// The keys of those that have a word.
    ///
    /// The index holds three letters each. Two begin or end some of these; for one letter it is
    /// sooner to look at the texts themselves.
    func query(_ word: SearchWord, _ connection: Connection) throws -> Condition {
        guard word.isShort else { return matched(word.match, word) }
        if let known = letterQuery(word) { return known }
        guard word.folded.unicodeScalars.count == 2,
            let match = try IndexedLetters(index, connection).match(word)
        else { return whole(from: table, word) }
        let matched = matched(match, word)
        if !mayBeShort { return matched }
        let short = whole(from: table, word, where: Schema.mayBeShort(texts) + " AND ")
        return ("\(matched.sql) UNION ALL \(short.sql)", matched.values + short.values)
    }

    /// What a record is asked for a word that many have, where that is sooner told than all who
    /// have it are found: where its texts stand in the record, or its letters are known.
    func asked(_ word: SearchWord) -> Condition? {
        guard let letter = word.letter else { return own.isEmpty ? nil : asked(own, word) }
        guard let has = hasLetter(letter) else { return askedOfTexts(word) }
        if LetterBits.bit(of: letter).isItsOwn { return has }
        return askedOfTexts(word).map { ("(\(has.sql) AND \($0.sql))", has.values + $0.values) }
    }

    /// The keys of those that have a letter, where their letters tell it.
    func letterQuery(_ word: SearchWord) -> Condition? {
        guard let letters, let letter = word.letter, LetterBits.bit(of: letter).isItsOwn,
            let has = hasLetter(letter)
        else { return nil }
        return ("SELECT row FROM \(letters.table) WHERE \(has.sql)", has.values)
    }

    private func hasLetter(_ letter: Unicode.Scalar) -> Condition? {
        letters.map {
            ("(\($0.table).\($0.column) & ?) <> 0", [.integer(LetterBits.bit(of: letter).bits)])
        }
    }

    private func askedOfTexts(_ word: SearchWord) -> Condition? {
        if !own.isEmpty { return asked(own, word) }
        return each.map { column, within in
            let asked = asked([column], word)
            return (within.filled(asked.sql), asked.values)
        }
    }

    private func asked(_ texts: [String], _ word: SearchWord) -> Condition {
        ("\(WordSearch.function)(?, \(texts.joined(separator: ", ")))", [.text(word.folded)])
    }

    private func matched(_ match: String, _ word: SearchWord) -> Condition {
        let found = whole(
            from: "\(index) CROSS JOIN \(table) ON \(row) = \(index).rowid",
            word,
            where: "\(index) MATCH ? AND "
        )
        return (found.sql, [.text(match)] + found.values)
    }

    private func whole(
        from source: String,
        _ word: SearchWord,
        where condition: String = "",
    ) -> Condition {
        let asked = asked(texts, word)
        return (
            "SELECT \(key) FROM \(source)\(joined) WHERE \(condition)\(asked.sql)",
            asked.values
        )
    }
}

extension SearchWord {
    /// The question to an index of texts: all letters that stand beside each other, three by three.
    fileprivate var match: String {
        let scalars = Array(folded.unicodeScalars)
        let last = min(scalars.count, Self.longestMatch) - Self.indexedLength
        return (0...max(0, last)).map { index in
            Self.quoted(scalars[index..<min(scalars.count, index + Self.indexedLength)])
        }.joined(separator: " AND ")
    }

    /// Letters as a question to an index names them.
    static func quoted(_ letters: some Sequence<Unicode.Scalar>) -> String {
        var part = "\""
        for scalar in letters {
            part.unicodeScalars.append(scalar)
            if scalar == "\"" { part.unicodeScalars.append(scalar) }
        }
        return part + "\""
    }

    /// The first letters of a long word find few enough candidates.
    private static var longestMatch: Int { 24 }

    /// The one letter that it is, of which no index of texts knows; nil for a longer one.
    var letter: Unicode.Scalar? {
        folded.unicodeScalars.count == 1 ? folded.unicodeScalars.first : nil
    }

    /// Whether a text has the word.
    func isPart(of text: String) -> Bool { Self.fold(text).utf8.contains(folded.utf8) }
}
