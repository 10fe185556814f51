internal import DaybookCore

/// A word that many records of a list have: what lets these through is only made when it is needed,
/// as all texts that have the word are read for it.
struct CommonWord: Sendable {
    private let word: SearchWord
    /// What a record is asked.
    var asked: [FilterSQL.Condition] = []
    /// The texts of which many have it.
    private var found: [FoundTexts] = []

    init(_ word: SearchWord) {
        self.word = word
    }

    var isEmpty: Bool { asked.isEmpty && found.isEmpty }

    mutating func add(_ found: FoundTexts) {
        if let condition = found.asked(word) {
            asked.append(condition)
        } else {
            self.found.append(found)
        }
    }

    /// Whether a record has the word.
    func condition(_ connection: Connection) throws -> FilterSQL.Condition {
        let queries = try found.map { try $0.query(word, connection) }
        let sets = try Self.rows(of: queries, connection)
        var read: [String: RowSet] = [:]
        var unread: [FilterSQL.Condition] = []
        for (index, found) in found.enumerated() {
            if let set = sets[index] {
                read[found.column, default: RowSet()].formUnion(set)
            } else {
                let query = queries[index]
                unread.append(("\(found.column) IN (\(query.sql))", query.values))
            }
        }
        let inSets = read.sorted { $0.key < $1.key }.map { $0.value.condition($0.key) }
        return FilterSQL.any(asked + inSets + unread)
    }

    /// What each query finds, nil for one whose rows have too large numbers. The first of several
    /// is read beside the others.
    private static func rows(
        of queries: [FilterSQL.Condition],
        _ connection: Connection,
    ) throws -> [RowSet?] {
        let read = { @Sendable (queries: ArraySlice<FilterSQL.Condition>, connection: Connection) in
            try queries.map { try RowSet(of: $0, connection) }
        }
        if queries.count < 2 { return try read(queries[...], connection) }
        let both = try Listing.sideBySide(
            connection,
            { try read(queries.prefix(1), connection) },
            alongside: { try read(queries.dropFirst(), $0) }
        )
        return try both.map { $0 + $1 } ?? read(queries[...], connection)
    }
}
