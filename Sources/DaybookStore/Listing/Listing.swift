internal import DaybookCore

/// How one kind of record is listed: where its rows come from, what they can be sorted by and
/// searched for.
///
/// Pages go by keyset: the next one begins behind the values of the last record, however many
/// records stand before it, and a list that grows meanwhile neither repeats nor skips one.
struct Listing: Sendable {
    /// Everything behind FROM, with its joins.
    let source: String
    let id: String
    let row: String
    /// The key of the customer that a record belongs to.
    let customer: String
    /// The id of the record that a row tells of, in lists of what happened.
    var record: String?
    /// What a record is read from, in the order in which `read` expects it.
    let columns: String
    let sortKeys: [SortKey]
    let defaultSort: [SortTerm]
    /// The texts in which words are searched for.
    let searched: [String]
    /// A text more, which depends on the day: the place of the day is marked by `?`.
    var searchedOnDay: String?
    /// Currency, digits of its minor unit, count and exact sum of what the listed records show, a
    /// row for each currency, of the records that a condition lets through.
    let totals: @Sendable (_ condition: String) -> String

    /// A field and the expression that sorts by it, which is never NULL.
    struct SortKey: Sendable {
        let field: String
        let expression: String
    }

    func page<Record: Sendable>(
        _ request: ListRequest,
        on connection: Connection,
        idOf: (Record) -> String,
        read: (Row) throws -> Record,
    ) throws -> ListPage<Record> {
        let order = try order(of: request.query)
        var condition = condition(of: request.query)
        if let after = request.after {
            let start = try position(of: after, order, on: connection)
            condition.add(order.condition(from: start, isIncluded: false))
        }
        var sql = "SELECT \(columns) FROM \(source) \(condition.sql) ORDER BY \(order.sql)"
        if let limit = request.limit {
            // One more than asked for tells whether there is a next page.
            sql += " LIMIT ?"
            condition.arguments.append(.integer(limit + 1))
        }
        var records = try connection.all(sql, condition.arguments, read)
        let hasMore = request.limit.map { records.count > $0 } ?? false
        if hasMore { records.removeLast() }
        return ListPage(records: records, next: hasMore ? records.last.map(idOf) : nil)
    }

    /// How many records a query lists, and their sums.
    func totals(of query: ListQuery, on connection: Connection) throws -> ListTotals {
        let condition = condition(of: query)
        return ListTotals(
            count: try count(query, on: connection),
            amounts: try connection.all(totals(condition.sql), condition.arguments) { row in
                CurrencyTotal(
                    count: Int(row.integer(2)),
                    amount: Money(minorUnits: ExactSum.read(row, 3), try row.currency(0))
                )
            },
        )
    }

    func count(_ query: ListQuery, on connection: Connection) throws -> Int {
        let condition = condition(of: query)
        let sql = "SELECT count(*) FROM \(source) \(condition.sql)"
        return Int(try connection.integer(sql, condition.arguments))
    }

    /// The order asked for, ended by the row, so that no two records are equal in it.
    func order(of query: ListQuery) throws(ListRequestError) -> ListOrder {
        var terms: [ListOrder.Term] = []
        for term in query.sort.isEmpty ? defaultSort : query.sort {
            guard let key = sortKeys.first(where: { $0.field == term.field }) else {
                throw .unknownField(term.field, known: sortKeys.map(\.field))
            }
            terms.append(.init(expression: key.expression, isDescending: term.isDescending))
        }
        let isDescending = terms.last?.isDescending ?? false
        return ListOrder(terms + [.init(expression: row, isDescending: isDescending)])
    }

    /// What a query lets through.
    func condition(of query: ListQuery) -> ListCondition {
        var condition = ListCondition()
        if let key = query.customer { condition.add("\(customer) = ?", [.text(key)]) }
        if let id = query.record, let record { condition.add("\(record) = ?", [.id(id)]) }
        if !query.filter.isEmpty {
            let words = query.filter.words.joined(separator: String(WordFilter.separator))
            var values: [SQLValue] = [.text(words)]
            if searchedOnDay != nil { values.append(query.today.map { .date($0) } ?? .null) }
            let fields = (([searchedOnDay].compactMap(\.self)) + searched).joined(separator: ", ")
            condition.add("\(WordSearch.function)(?, \(fields))", values)
        }
        return condition
    }

    private func position(
        of record: String,
        _ order: ListOrder,
        on connection: Connection,
    ) throws -> [SQLValue] {
        let position = try connection.first(
            "SELECT \(order.values) FROM \(source) WHERE \(id) = ?",
            [.text(record)]
        ) { row in order.read(row) }
        guard let position else { throw ListRequestError.unknownCursor(record) }
        return position
    }
}

/// What stands behind WHERE, and its values.
struct ListCondition {
    private var parts: [String] = []
    var arguments: [SQLValue] = []

    mutating func add(_ part: String, _ values: [SQLValue]) {
        parts.append(part)
        arguments += values
    }

    mutating func add(_ part: (sql: String, values: [SQLValue])) {
        add(part.sql, part.values)
    }

    var sql: String { parts.isEmpty ? "" : "WHERE " + parts.joined(separator: " AND ") }
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
