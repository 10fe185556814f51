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
    /// For rows of another table: that row, what it is called and what it belongs to.
    var labels: String?
    /// Dates can be taken together by month and by year.
    var isDay = false
}

extension Listing {
    /// What stands behind FROM with everything joined to it.
    func source() -> String {
        ([base] + joins.map(\.sql)).joined(separator: " ")
    }

    /// What stands behind FROM for some expressions: only the tables that they name.
    func source(naming expressions: String) -> String {
        var named = Set(joins.map(\.table).filter { expressions.contains("\($0).") })
        for join in joins.reversed() where named.contains(join.table) {
            if let before = join.after { named.insert(before) }
        }
        return ([base] + joins.filter { named.contains($0.table) }.map(\.sql))
            .joined(separator: " ")
    }

    /// What a page is read from.
    func source(_ order: ListOrder, _ condition: ListCondition) -> String {
        // From rows that were looked up, or of one customer, no index of another table helps.
        let names = order.values + " " + condition.sql
        if let source = order.source, !condition.isSelective,
            joins.allSatisfy({ source.contains($0.table) || !names.contains("\($0.table).") })
        {
            return source
        }
        return source(naming: names)
    }
}
