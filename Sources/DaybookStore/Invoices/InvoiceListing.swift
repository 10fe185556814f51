package import DaybookCore

extension InvoiceRepository {
    /// The list of a query, to be read window by window.
    package static func windows(
        of query: ListQuery,
        in ledger: Ledger,
    ) throws -> ListWindows<InvoiceSummary> {
        try ListWindows(ledger, query, listing) { row, _ in try summary(row) }
    }

    package func list(_ request: ListRequest) throws -> ListPage<InvoiceSummary> {
        try Self.listing.page(
            request,
            on: connection,
            idOf: { $0.id.description },
            read: Self.summary
        )
    }

    /// How many invoices a query lists, and the totals of their amounts, a currency each.
    package func totals(of query: ListQuery = ListQuery()) throws -> ListTotals {
        try Self.listing.totals(of: query, on: connection)
    }

    package static var sortFields: [String] { listing.sortKeys.map(\.field) }

    private static let openAmount = """
        CASE WHEN invoices.state IN ('issued', 'partially_paid')
            THEN total - paid - credited ELSE 0 END
        """

    /// The word by which people see the state; without a day nothing is overdue.
    private static let statusWord = """
        CASE WHEN invoices.state IN ('issued', 'partially_paid') AND due_on < ? THEN 'OVERDUE'
        ELSE CASE invoices.state \(words) END END
        """

    private static let words = InvoiceState.allCases.map { state in
        "WHEN '\(state.rawValue)' THEN '\(InvoiceStatus(state, isOverdue: false).word)'"
    }.joined(separator: " ")

    private static let source = """
        invoices JOIN accounts ON accounts.row = invoices.account
        JOIN customers ON customers.row = accounts.customer
        JOIN currencies ON code = invoices.currency
        """

    private static let listing = Listing(
        source: source,
        id: "invoices.id",
        row: "invoices.row",
        customer: "customers.key",
        columns: """
            invoices.id, number, customers.key, customers.name, accounts.key, accounts.name,
            invoices.state, period_from, period_to, issued_on, due_on, invoices.currency,
            minor_unit_digits, net, tax, total, paid, credited, \(openAmount)
            """,
        sortKeys: [
            .init(field: "number", expression: "ifnull(number, '')"),
            .init(field: "customer", expression: "customers.name COLLATE NOCASE"),
            .init(field: "account", expression: "accounts.name COLLATE NOCASE"),
            .init(field: "state", expression: "invoices.state"),
            .init(field: "from", expression: "period_from"),
            .init(field: "to", expression: "period_to"),
            .init(field: "issued", expression: "ifnull(issued_on, '')"),
            .init(field: "due", expression: "ifnull(due_on, '')"),
            .init(field: "currency", expression: "invoices.currency"),
            .init(field: "net", expression: "net"),
            .init(field: "tax", expression: "tax"),
            .init(field: "amount", expression: "total"),
            .init(field: "open", expression: openAmount),
            .init(field: "created", expression: "invoices.created_at"),
        ],
        // The newest first; those without a number, which wait for somebody, before them.
        defaultSort: [SortTerm("-created")],
        searched: [
            "number", "invoices.currency", "accounts.key", "accounts.name",
            "customers.key", "customers.name",
        ],
        searchedOnDay: statusWord,
        totals: { condition in
            """
            SELECT invoices.currency, minor_unit_digits, count(*), \(ExactSum.columns(of: "total"))
            FROM \(source) \(condition)
            GROUP BY invoices.currency ORDER BY invoices.currency
            """
        }
    )

    private static func summary(_ row: Row) throws -> InvoiceSummary {
        let currency = try row.currency(11)
        return InvoiceSummary(
            id: try row.id(0),
            number: row.optionalText(1),
            customerKey: row.text(2),
            customerName: row.text(3),
            accountKey: row.text(4),
            accountName: row.text(5),
            state: try row.choice(6),
            period: try row.period(7),
            issuedOn: try row.optionalDate(9),
            dueOn: try row.optionalDate(10),
            totals: Invoice.Totals(
                net: row.money(13, currency),
                tax: row.money(14, currency),
                total: row.money(15, currency),
                paid: row.money(16, currency),
                credited: row.money(17, currency)
            ),
            open: row.money(18, currency)
        )
    }
}
