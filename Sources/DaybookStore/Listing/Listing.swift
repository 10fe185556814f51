internal import DaybookCore

/// How one kind of record is listed: where its rows come from, what they can be sorted by and
/// searched for.
///
/// Pages go by keyset: the next one begins behind the values of the last record, however many
/// records stand before it, and a list that grows meanwhile neither repeats nor skips one.
struct Listing: Sendable {
    /// The table of the records, and what is joined to it, in the order in which it can be joined.
    let base: String
    let joins: [ListJoin]
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
    let search: ListSearch
    /// How the fields of a filter are asked for, by their names.
    let filters: [String: FilterColumn]
    /// What the listed records come to.
    var amounts: ListAmounts
    /// What the records can be counted by.
    let groups: [ListGroup]
    /// The table with what all records come to by some of these groups, where such is kept.
    var sums: String?

    /// A field and the expression that sorts by it, which is never NULL.
    struct SortKey: Sendable {
        let field: String
        let expression: String
        /// Whether an index has the records in this order, from which a page is read as it stands.
        var isIndexed = false
        /// What to read from where the index is one of another table, which comes first.
        var source: String?
        /// Of what currency the minor units are, where the field is an amount.
        var currency: String?
        /// Of what records it is an amount, if not of all: of others it is nought, in whatever
        /// currency.
        var onlyIf: String?

        fileprivate func expressions(_ stated: StatedOrder) -> [String] {
            let all = currency.map { stated.expressions(expression, currency: $0) } ?? [expression]
            guard let onlyIf else { return all }
            return all.map { "CASE WHEN \(onlyIf) THEN \($0) ELSE 0 END" }
        }
    }

    func page<Record: Sendable>(
        _ request: ListRequest,
        on connection: Connection,
        idOf: (Record) -> String,
        read: (Row) throws -> Record,
    ) throws -> ListPage<Record> {
        let order = try order(of: request.query, on: connection)
        var condition = try condition(of: request.query, on: connection)
        if let after = request.after {
            guard let start = try position(of: after, order, on: connection) else {
                throw ListRequestError.unknownCursor(after)
            }
            condition.begin(order.condition(from: start, isIncluded: false))
        }
        // One more than asked for tells whether there is a next page.
        let limit = request.limit.map { $0 + 1 } ?? -1
        var rows = try rows(order, condition, skipping: 0, limit, connection).map(\.row)
        let hasMore = request.limit.map { rows.count > $0 } ?? false
        if hasMore { rows.removeLast() }
        let records = try records(at: rows, connection, read)
        return ListPage(records: records, next: hasMore ? records.last.map(idOf) : nil)
    }

    /// Where some records stand, and their rows: of the first table, with no more joined to it than
    /// the order and the condition ask for.
    func rows(
        _ order: ListOrder,
        _ condition: ListCondition,
        skipping skipped: Int,
        _ count: Int,
        _ connection: Connection,
    ) throws -> [(values: [SQLValue], row: Int64)] {
        let read = { (query: FilterSQL.Condition) in
            try connection.all(query.sql, query.values) { row in
                (values: order.read(row), row: row.integer(order.terms.count))
            }
        }
        if let query = probe(order, condition, first: skipped, count) {
            let rows = try read(query)
            if rows.count == count { return rows }
        }
        let condition = try narrowed(condition, order, first: skipped, count, connection)
        return try read(pageQuery(order, condition, first: skipped, count))
    }

    /// The query of a page among the first records of an order, where it may soon be full: nobody
    /// can tell from a filter whether to walk along the order or to look up what it lets through.
    private func probe(
        _ order: ListOrder,
        _ condition: ListCondition,
        first skipped: Int,
        _ count: Int,
    ) -> FilterSQL.Condition? {
        guard order.isIndexed, order.source == nil, condition.isQuick, count > 0,
            skipped + count <= Self.probed / 10
        else { return nil }
        let (start, filter) = condition.split { _ in false }
        return (
            """
            SELECT \(order.values), \(row)
            FROM (SELECT \(row) AS early FROM \(base) \(start.sql)
                ORDER BY \(order.sql) LIMIT \(Self.probed))
            CROSS JOIN \(source(naming: filter.sql)) \(filter.sql) AND \(row) = early
            LIMIT ? OFFSET ?
            """,
            start.arguments + filter.arguments + [.integer(count), .integer(skipped)]
        )
    }

    /// So many are read in a few milliseconds.
    private static let probed = 5000

    /// Of more records than these the first are not looked for in parts of a list.
    private static let mostNarrowed = 1000

    /// Where no index has an order, every record is read to find the first ones, on both cores:
    /// they are some of the first ones of each part of the list.
    private func narrowed(
        _ condition: ListCondition,
        _ order: ListOrder,
        first skipped: Int,
        _ count: Int,
        _ connection: Connection,
    ) throws -> ListCondition {
        if order.isIndexed || condition.isSelective || count < 0 { return condition }
        let needed = skipped + count
        if needed > Self.mostNarrowed { return condition }
        let bounded = try bounded(condition, order, first: needed, connection)
        let first = { @Sendable (connection: Connection, condition: ListCondition) in
            let query = pageQuery(order, condition, first: 0, needed)
            return try connection.all(query.sql, query.values) {
                $0.integer(order.terms.count)
            }
        }
        let found = try shared(
            bounded,
            connection,
            from: [],
            own: { try $1 + first(connection, $0) },
            other: { try $2 + first($0, $1) },
        )
        guard let (own, other) = found else { return bounded }
        var narrowed = condition
        narrowed.restrict(row, to: Set(own + other))
        return narrowed
    }

    /// Without the records that come behind enough others of a sample: nothing puts these in order.
    private func bounded(
        _ condition: ListCondition,
        _ order: ListOrder,
        first needed: Int,
        _ connection: Connection,
    ) throws -> ListCondition {
        guard try isLong(connection) else { return condition }
        let last = try last(of: row, connection)
        var sample = condition
        // Old records and new ones: many a value goes up or down with the years.
        sample.add(
            "(\(row) <= ? OR \(row) > ?)",
            [.integer(SearchLimits.sampled), .integer(last - SearchLimits.sampled)]
        )
        let query = pageQuery(order, sample, first: needed - 1, 1)
        let values = try connection.first(query.sql, query.values) { order.read($0) }
        guard let values else { return condition }
        var bounded = condition
        bounded.add(order.condition(upTo: values))
        return bounded
    }

    /// The query of so many records of a list behind the first ones; of all for -1.
    func pageQuery(
        _ order: ListOrder,
        _ condition: ListCondition,
        first skipped: Int,
        _ count: Int,
    ) -> FilterSQL.Condition {
        let place: [SQLValue] = [.integer(count), .integer(skipped)]
        if let (early, late) = stages(order, condition) {
            return (
                """
                SELECT \(order.values), \(row)
                FROM (SELECT \(row) AS early FROM \(base) \(early.sql)
                    ORDER BY \(order.sql) LIMIT -1)
                CROSS JOIN \(source(naming: late.sql)) \(late.sql) AND \(row) = early
                LIMIT ? OFFSET ?
                """,
                early.arguments + late.arguments + place
            )
        }
        return (
            """
            SELECT \(order.values), \(row) FROM \(source(order, condition)) \(condition.sql)
            ORDER BY \(order.sql) LIMIT ? OFFSET ?
            """,
            condition.arguments + place
        )
    }

    /// What records are asked before they are put in order, and what of them in that order until
    /// a page is full: that for which other tables are read. Nil where all is asked at once.
    private func stages(
        _ order: ListOrder,
        _ condition: ListCondition,
    ) -> (early: ListCondition, late: ListCondition)? {
        let isOfOneRecord = condition.isSelective && !condition.isRestricted
        if isOfOneRecord || namesJoins(order.values) { return nil }
        let (early, late) = condition.split { !namesJoins($0) }
        return early.isEmpty || late.isEmpty ? nil : (early, late)
    }

    /// How SQLite reads the first page of a query, and one record of it: a step each.
    func plan(of query: ListQuery, on connection: Connection) throws -> [String] {
        let condition = try condition(of: query, on: connection)
        let order = try order(of: query, on: connection)
        let page = pageQuery(order, condition, first: 0, 50)
        return try connection.all("EXPLAIN QUERY PLAN \(page.sql)", page.values) { $0.text(3) }
            + connection.all(
                "EXPLAIN QUERY PLAN SELECT \(columns) FROM \(source()) WHERE \(row) = ?",
                [1]
            ) { $0.text(3) }
    }

    /// The rows of all records in an order; nil where their numbers are too large to keep them all.
    func ordering(
        _ order: ListOrder,
        _ condition: ListCondition,
        _ connection: Connection,
    ) throws -> [UInt32]? {
        var rows: [UInt32] = []
        var isComplete = true
        try connection.forEach(
            """
            SELECT \(row) FROM \(source(order, condition)) \(condition.sql) ORDER BY \(order.sql)
            """,
            condition.arguments
        ) { row in
            guard let number = UInt32(exactly: row.integer(0)) else { return isComplete = false }
            rows.append(number)
        }
        return isComplete ? rows : nil
    }

    /// The records at some rows.
    func records<Record>(
        at rows: [Int64],
        _ connection: Connection,
        _ read: (Row) throws -> Record,
    ) throws -> [Record] {
        let sql = "SELECT \(columns) FROM \(source()) WHERE \(row) = ?"
        return try rows.map { number in
            guard let record = try connection.first(sql, [.integer(number)], read) else {
                preconditionFailure("a row is there as long as the snapshot in which it was found")
            }
            return record
        }
    }

    /// The fields that a query asks to be sorted by.
    func keys(
        of query: ListQuery,
    ) throws(ListRequestError) -> [(key: SortKey, isDescending: Bool)] {
        var keys: [(key: SortKey, isDescending: Bool)] = []
        for term in query.sort.isEmpty ? defaultSort : query.sort {
            guard let key = sortKeys.first(where: { $0.field == term.field }) else {
                throw .unknownField(term.field, known: sortKeys.map(\.field))
            }
            keys.append((key, term.isDescending))
        }
        return keys
    }

    /// The order asked for, ended by the row, so that no two records are equal in it.
    func order(of query: ListQuery, on connection: Connection) throws -> ListOrder {
        let keys = try keys(of: query)
        let isOfMoney = keys.contains { $0.key.currency != nil }
        let stated = isOfMoney ? try StatedOrder(connection) : StatedOrder([])
        let terms = keys.flatMap { key, isDescending in
            key.expressions(stated).map {
                ListOrder.Term(expression: $0, isDescending: isDescending)
            }
        }
        let isDescending = terms.last?.isDescending ?? false
        return ListOrder(
            terms + [.init(expression: row, isDescending: isDescending)],
            isIndexed: keys.count == 1 && keys[0].key.isIndexed,
            source: keys.first?.key.source,
        )
    }

    /// Where a record stands in an order; nil where there is none that a condition lets through.
    func position(
        of record: String,
        _ order: ListOrder,
        _ condition: ListCondition = ListCondition(),
        on connection: Connection,
    ) throws -> [SQLValue]? {
        var condition = condition
        condition.add("\(id) = ?", [.text(record)])
        return try connection.first(
            "SELECT \(order.values) FROM \(source()) \(condition.sql)",
            condition.arguments
        ) { row in order.read(row) }
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
