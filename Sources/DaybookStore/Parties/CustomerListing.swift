package import DaybookCore

/// A customer as a list shows it.
package struct CustomerSummary: Hashable, Sendable {
    package let id: RecordID
    package let key: String
    package let name: String
    package let country: String
    package let currency: Currency
    package let state: PartyState
    package let accountCount: Int
    /// What its accounts have still to pay, a currency each; empty where nothing is open.
    package var open: [Money]
    package let createdAt: Instant
}

extension CustomerRepository {
    package func list(_ request: ListRequest) throws -> ListPage<CustomerSummary> {
        let page = try Self.listing.page(
            request,
            on: connection,
            idOf: { $0.customer.id.description },
            read: Self.summary
        )
        return ListPage(
            records: try page.records.map { record in
                var customer = record.customer
                customer.open = try openAmounts(ofRow: record.row)
                return customer
            },
            next: page.next
        )
    }

    package static var sortFields: [String] { listing.sortKeys.map(\.field) }

    private struct NumberedSummary: Sendable {
        let row: Int64
        let customer: CustomerSummary
    }

    private static let listing = Listing(
        source: "customers JOIN currencies ON code = currency",
        id: "id",
        row: "row",
        columns: """
            row, id, key, name, country, currency, minor_unit_digits,
            state, (SELECT count(*) FROM accounts WHERE customer = customers.row), created_at
            """,
        sortKeys: [
            .init(field: "name", expression: "name COLLATE NOCASE"),
            .init(field: "key", expression: "key"),
            .init(field: "country", expression: "country"),
            .init(field: "currency", expression: "currency"),
            .init(field: "state", expression: "state"),
            .init(field: "created", expression: "created_at"),
        ],
        defaultSort: [SortTerm("name")]
    )

    private static func summary(_ row: Row) throws -> NumberedSummary {
        NumberedSummary(
            row: row.integer(0),
            customer: CustomerSummary(
                id: try row.id(1),
                key: row.text(2),
                name: row.text(3),
                country: row.text(4),
                currency: try row.currency(5),
                state: try row.choice(7),
                accountCount: Int(row.integer(8)),
                open: [],
                createdAt: try row.instant(9)
            )
        )
    }

    package func count() throws -> Int {
        Int(try connection.integer("SELECT count(*) FROM customers"))
    }

    /// What all customers together have still to pay, a currency each; `count` is of invoices.
    package func openTotals() throws -> [CurrencyTotal] {
        try openTotals(condition: "", [])
    }

    /// What one customer has still to pay, a currency each.
    package func openAmounts(of customer: RecordID) throws -> [Money] {
        let rows = try connection.all(
            "SELECT row FROM customers WHERE id = ?",
            [.id(customer)]
        ) { $0.integer(0) }
        return try rows.flatMap { try openAmounts(ofRow: $0) }
    }

    private func openAmounts(ofRow row: Int64) throws -> [Money] {
        try openTotals(
            condition: "AND account IN (SELECT row FROM accounts WHERE customer = ?)",
            [.integer(row)]
        ).map(\.amount)
    }

    private func openTotals(
        condition: String,
        _ arguments: [SQLValue],
    ) throws -> [CurrencyTotal] {
        let sum = ExactSum.columns(of: "total - paid - credited")
        return try connection.all(
            """
            SELECT currency, minor_unit_digits, count(*), \(sum)
            FROM invoices JOIN currencies ON code = currency
            WHERE invoices.state IN ('issued', 'partially_paid') \(condition)
            GROUP BY currency ORDER BY currency
            """,
            arguments
        ) { row in
            CurrencyTotal(
                count: Int(row.integer(2)),
                amount: Money(minorUnits: ExactSum.read(row, 3), try row.currency(0))
            )
        }
    }
}
