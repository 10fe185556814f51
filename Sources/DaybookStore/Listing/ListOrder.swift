/// An order in which no two records are equal.
struct ListOrder: Sendable {
    let terms: [Term]
    /// Whether pages can be read from an index as they stand.
    let isIndexed: Bool
    /// What to read from, where that is not the table of the records.
    let source: String?

    struct Term: Sendable {
        let expression: String
        let isDescending: Bool

        var direction: String { isDescending ? " DESC" : "" }
    }

    init(_ terms: [Term], isIndexed: Bool, source: String?) {
        self.terms = terms
        self.isIndexed = isIndexed
        self.source = source
    }

    var reversed: ListOrder {
        ListOrder(
            terms.map { Term(expression: $0.expression, isDescending: !$0.isDescending) },
            isIndexed: isIndexed,
            source: source,
        )
    }

    /// What stands behind ORDER BY.
    var sql: String {
        terms.map { "\($0.expression)\($0.direction)" }.joined(separator: ", ")
    }

    /// The columns that tell where a record stands.
    var values: String { terms.map(\.expression).joined(separator: ", ") }

    /// Reads those columns.
    func read(_ row: Row) -> [SQLValue] { terms.indices.map { row.value($0) } }

    /// Before the end or at it. Of most records the first term tells, and is asked for once.
    func condition(upTo end: [SQLValue]) -> FilterSQL.Condition {
        guard let first = terms.first,
            terms.allSatisfy({ $0.isDescending == first.isDescending })
        else { return reversed.condition(from: end, isIncluded: true) }
        let places = terms.map { _ in "?" }.joined(separator: ", ")
        return ("(\(values)) \(first.isDescending ? ">=" : "<=") (\(places))", end)
    }

    /// Behind the start in the first term, or equal there and behind it in the second, and so on.
    func condition(
        from start: [SQLValue],
        isIncluded: Bool,
    ) -> (sql: String, values: [SQLValue]) {
        var cases: [String] = []
        var values: [SQLValue] = []
        for last in terms.indices {
            var parts = terms[..<last].map { "\($0.expression) = ?" }
            let isEnd = last == terms.count - 1
            let sign = (terms[last].isDescending ? "<" : ">") + (isEnd && isIncluded ? "=" : "")
            parts.append("\(terms[last].expression) \(sign) ?")
            cases.append("(" + parts.joined(separator: " AND ") + ")")
            values += start[...last]
        }
        // The first term alone bounds the search; SQLite can use an index for it.
        let bound = "\(terms[0].expression) \(terms[0].isDescending ? "<=" : ">=") ?"
        return ("(" + cases.joined(separator: " OR ") + ") AND \(bound)", values + [start[0]])
    }
}
