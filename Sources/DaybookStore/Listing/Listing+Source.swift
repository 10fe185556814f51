internal import DaybookCore

/// A table that can be joined to the one of a list.
struct ListJoin: Sendable {
    let table: String
    let sql: String
    /// The table that must be joined before it.
    var after: String?
}

/// What the records of a list come to.
struct ListAmounts: Sendable {
    /// The currency and the amount, of the table of the list or of another.
    let columns: String
    /// What is read where the amounts are not those of the records themselves: `{}` stands for a
    /// query of the rows of the records.
    var frame: String?
    /// The same for all records.
    var frameOfAll: String?
    /// Whether a third column is the row of the record that has an amount, as it may have several.
    var isOwned = false
}

/// A field by which records are counted.
struct ListGroup: Sendable {
    let field: String
    /// What is equal in all records of a group: a text or a row of another table.
    let expression: String
    /// What the rows of another table are called.
    var labels: ListLabels?
    /// Dates can be taken together by month and by year.
    var isDay = false
    /// The column of it, of its months if it is a day, in the table with what all records come to.
    var kept: String?
    /// The column, a row of another table, along whose index all records are read group by group.
    var along: String?
}

/// How rows of another table are called, each query by an index alone.
struct ListLabels: Sendable {
    /// The rows, and those of the records that they belong to, where these are meant.
    var owners: String?
    /// The rows and the names, in the order of the names.
    let names: String
}

extension ListGroup {
    /// By the account that a column has the row of.
    static func account(_ column: String, along: String? = nil) -> ListGroup {
        ListGroup(
            field: "account",
            expression: column,
            labels: ListLabels(
                names: "SELECT row, name FROM accounts ORDER BY name COLLATE NOCASE, row"
            ),
            along: along
        )
    }

    /// By the customer of that account.
    static func customer(ofAccount column: String, along: String? = nil) -> ListGroup {
        ListGroup(
            field: "customer",
            expression: column,
            labels: ListLabels(
                owners: "SELECT row, customer FROM accounts",
                names: "SELECT row, name FROM customers ORDER BY name COLLATE NOCASE, row"
            ),
            along: along
        )
    }
}

extension Listing {
    /// What stands behind FROM with everything joined to it.
    func source() -> String {
        ([base] + joins.map(\.sql)).joined(separator: " ")
    }

    /// What stands behind FROM for some expressions: only the tables that they name.
    func source(naming expressions: String) -> String {
        var named = Set(joins.map(\.table).filter { Self.names($0, expressions) })
        for join in joins.reversed() where named.contains(join.table) {
            if let before = join.after { named.insert(before) }
        }
        return ([base] + joins.filter { named.contains($0.table) }.map(\.sql))
            .joined(separator: " ")
    }

    /// Whether some expressions name a table that is joined.
    func namesJoins(_ expressions: String) -> Bool {
        joins.contains { Self.names($0.table, expressions) }
    }

    private static func names(_ table: String, _ expressions: String) -> Bool {
        expressions.contains("\(table).")
    }

    /// What a page is read from.
    func source(_ order: ListOrder, _ condition: ListCondition) -> String {
        // From rows that were looked up, or of one customer, no index of another table helps.
        let names = order.values + " " + condition.sql
        if let source = order.source, !condition.isSelective,
            joins.allSatisfy({ source.contains($0.table) || !Self.names($0.table, names) })
        {
            return source
        }
        return source(naming: names)
    }
}
