/// How one kind of record is listed: where its rows come from and what they can be sorted by.
///
/// Pages go by keyset: the next one begins behind the values of the last record, however many
/// records stand before it, and a list that grows meanwhile neither repeats nor skips one.
struct Listing {
    /// Everything behind FROM, with its joins.
    let source: String
    let id: String
    let row: String
    /// What a record is read from, in the order in which `read` expects it.
    let columns: String
    let sortKeys: [SortKey]
    let defaultSort: [SortTerm]

    /// A field and the expression that sorts by it, which is never NULL.
    struct SortKey {
        let field: String
        let expression: String
    }

    func page<Record: Sendable>(
        _ request: ListRequest,
        on connection: Connection,
        idOf: (Record) -> String,
        read: (Row) throws -> Record,
    ) throws -> ListPage<Record> {
        let terms = try terms(of: request)
        let start = try request.after.map { try position(of: $0, terms, on: connection) }
        var sql = "SELECT \(columns) FROM \(source)"
        var arguments: [SQLValue] = []
        if let start {
            sql += " WHERE \(condition(behind: start, terms, &arguments))"
        }
        sql +=
            " ORDER BY " + terms.map { "\($0.expression)\($0.direction)" }.joined(separator: ", ")
        if let limit = request.limit {
            // One more than asked for tells whether there is a next page.
            sql += " LIMIT ?"
            arguments.append(.integer(limit + 1))
        }
        var records = try connection.all(sql, arguments, read)
        let hasMore = request.limit.map { records.count > $0 } ?? false
        if hasMore { records.removeLast() }
        return ListPage(records: records, next: hasMore ? records.last.map(idOf) : nil)
    }

    private struct Term {
        let expression: String
        let isDescending: Bool

        var direction: String { isDescending ? " DESC" : "" }
    }

    /// The order asked for, ended by the row, so that no two records are equal in it.
    private func terms(of request: ListRequest) throws(ListRequestError) -> [Term] {
        var terms: [Term] = []
        for term in request.sort.isEmpty ? defaultSort : request.sort {
            guard let key = sortKeys.first(where: { $0.field == term.field }) else {
                throw .unknownField(term.field, known: sortKeys.map(\.field))
            }
            terms.append(Term(expression: key.expression, isDescending: term.isDescending))
        }
        return terms + [Term(expression: row, isDescending: terms.last?.isDescending ?? false)]
    }

    private func position(
        of record: String,
        _ terms: [Term],
        on connection: Connection,
    ) throws -> [SQLValue] {
        let values = terms.map(\.expression).joined(separator: ", ")
        let position = try connection.first(
            "SELECT \(values) FROM \(source) WHERE \(id) = ?",
            [.text(record)]
        ) { row in terms.indices.map { row.value($0) } }
        guard let position else { throw ListRequestError.unknownCursor(record) }
        return position
    }

    /// Behind the start in the first term, or equal there and behind it in the second, and so on.
    private func condition(
        behind start: [SQLValue],
        _ terms: [Term],
        _ arguments: inout [SQLValue],
    ) -> String {
        var cases: [String] = []
        for last in terms.indices {
            var parts = terms[..<last].map { "\($0.expression) = ?" }
            parts.append("\(terms[last].expression) \(terms[last].isDescending ? "<" : ">") ?")
            cases.append("(" + parts.joined(separator: " AND ") + ")")
            arguments += start[...last]
        }
        // The first term alone bounds the search; SQLite can use an index for it.
        let bound = "\(terms[0].expression) \(terms[0].isDescending ? "<=" : ">=") ?"
        arguments.append(start[0])
        return "(" + cases.joined(separator: " OR ") + ") AND \(bound)"
    }
}

extension Row {
    /// The value as it can be bound again.
    func value(_ column: Int) -> SQLValue {
        switch storage(column) {
        case .null: .null
        case .integer: .integer(integer(column))
        case .text, .real: .text(text(column))
        case .blob: .blob(blob(column))
        }
    }
}
