package import DaybookCore

extension CustomerRepository {
    /// The list of a query, to be read window by window.
    package static func windows(
        of query: ListQuery,
        in ledger: Ledger,
    ) throws -> ListWindows<CustomerSummary> {
        try ListWindows(ledger, query, listing) { row, connection in
            try CustomerRepository(connection).summary(row)
        }
    }

    package func list(_ request: ListRequest) throws -> ListPage<CustomerSummary> {
        try Self.listing.page(
            request,
            on: connection,
            idOf: { $0.id.description },
            read: summary
        )
    }

    /// How many customers a query lists, and what they have still to pay, a currency each; the
    /// counts of the currencies are of invoices.
    package func totals(of query: ListQuery = ListQuery()) throws -> ListTotals {
        try Self.listing.totals(of: query, on: connection)
    }

    package static var sortFields: [String] { listing.sortKeys.map(\.field) }

    private static let source = "customers JOIN currencies ON code = currency"

    private static let listing = Listing(
        source: source,
        id: "id",
        row: "customers.row",
        customer: "key",
        columns: """
            customers.row, id, key, name, country, currency, minor_unit_digits,
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
        defaultSort: [SortTerm("name")],
        searched: ["key", "name", "legal_name", "country", "ifnull(email, '')"],
        totals: { condition in
            openTotals(
                """
                AND account IN (SELECT accounts.row FROM accounts WHERE customer IN
                    (SELECT customers.row FROM \(source) \(condition)))
                """
            )
        }
    )

    private func summary(_ row: Row) throws -> CustomerSummary {
        CustomerSummary(
            id: try row.id(1),
            key: row.text(2),
            name: row.text(3),
            country: row.text(4),
            currency: try row.currency(5),
            state: try row.choice(7),
            accountCount: Int(row.integer(8)),
            open: try openAmounts(ofRow: row.integer(0)),
            createdAt: try row.instant(9)
        )
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
        try connection.all(
            Self.openTotals("AND account IN (SELECT row FROM accounts WHERE customer = ?)"),
            [.integer(row)]
        ) { row in Money(minorUnits: ExactSum.read(row, 3), try row.currency(0)) }
    }

    /// What invoices come to that are still to be paid.
    private static func openTotals(_ condition: String) -> String {
        """
        SELECT currency, minor_unit_digits, count(*),
            \(ExactSum.columns(of: "total - paid - credited"))
        FROM invoices JOIN currencies ON code = currency
        WHERE invoices.state IN ('issued', 'partially_paid') \(condition)
        GROUP BY currency ORDER BY currency
        """
    }
}
