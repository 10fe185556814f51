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

    /// How many customers have each value of a field.
    package func frequency(
        of field: String,
        _ query: ListQuery = ListQuery(),
        progress: (_ soFar: () throws -> FrequencyTable) throws -> Void = { _ in },
    ) throws -> FrequencyTable {
        try Self.listing.frequency(of: field, query, on: connection, progress: progress)
    }

    /// How many customers a query lists, and what they have still to pay, a currency each; counted
    /// are those that have something to pay in it.
    package func totals(of query: ListQuery = ListQuery()) throws -> ListTotals {
        try Self.listing.totals(of: query, on: connection)
    }

    /// How the first page of a query is read, a step each.
    package func plan(of query: ListQuery = ListQuery()) throws -> [String] {
        try Self.listing.plan(of: query, on: connection)
    }

    package static var sortFields: [String] { listing.sortKeys.map(\.field) }

    static let listing = Listing(
        base: "customers",
        joins: [
            .init(
                table: "currencies",
                sql: "JOIN currencies ON currencies.code = customers.currency"
            )
        ],
        id: "customers.id",
        row: "customers.row",
        customer: "customers.key",
        columns: """
            customers.row, id, key, name, country, currency, minor_unit_digits,
            state, (SELECT count(*) FROM accounts WHERE customer = customers.row), created_at
            """,
        sortKeys: sortKeys,
        defaultSort: [SortTerm("name")],
        search: search,
        filters: filters,
        amounts: ListAmounts(
            columns: "",
            frame: """
                \(amountsOfOwners) AND account IN (SELECT accounts.row FROM accounts
                    WHERE customer IN ({}))
                """,
            frameOfAll: amountsOfOwners,
            isOwned: true
        ),
        groups: [
            .init(field: "status", expression: "state"),
            .init(field: "country", expression: "country"),
            .init(field: "currency", expression: "currency"),
        ]
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
        var tally = ListTally()
        try connection.forEach(
            "\(Self.openAmounts) AND account IN (SELECT row FROM accounts WHERE customer = ?)",
            [.integer(row)]
        ) { tally.add($0, 0, group: 0) }
        let known = try Listing.currencies(connection)
        return try tally.share(0, known).amounts.map(\.amount)
    }

    /// The same of all invoices that are still to be paid, with the row of the customer.
    private static let amountsOfOwners = """
        SELECT invoices.currency, total - paid - credited, owner.customer
        FROM invoices JOIN accounts AS owner ON owner.row = invoices.account
        WHERE invoices.state IN ('issued', 'partially_paid')
        """

    /// The currency of each invoice that is still to be paid, and what is left of it; then its
    /// account.
    static let openAmounts = """
        SELECT invoices.currency, total - paid - credited, account FROM invoices
        WHERE invoices.state IN ('issued', 'partially_paid')
        """
}
