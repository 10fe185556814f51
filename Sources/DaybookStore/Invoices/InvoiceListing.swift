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

    /// How many invoices have each value of a field, and what they come to.
    package func frequency(
        of field: String,
        _ query: ListQuery = ListQuery(),
        progress: (_ soFar: () throws -> FrequencyTable) throws -> Void = { _ in },
    ) throws -> FrequencyTable {
        try Self.listing.frequency(of: field, query, on: connection, progress: progress)
    }

    /// How many invoices have each pair of values of two fields, and what they come to.
    package func pivot(
        rows: String,
        columns: String,
        _ query: ListQuery = ListQuery(),
        progress: (_ soFar: () throws -> PivotTable) throws -> Void = { _ in },
    ) throws -> PivotTable {
        try Self.listing.pivot(
            rows: rows,
            columns: columns,
            query,
            on: connection,
            progress: progress
        )
    }

    /// What the values of a field are like.
    package func description(
        of field: String,
        _ query: ListQuery = ListQuery(),
    ) throws -> ColumnDescription {
        try Self.listing.description(of: field, query, on: connection)
    }

    /// How many invoices a query lists, and the totals of their amounts, a currency each.
    package func totals(of query: ListQuery = ListQuery()) throws -> ListTotals {
        try Self.listing.totals(of: query, on: connection)
    }

    /// What of the invoices that a query lists is still to be paid, a currency each.
    package func openTotals(of query: ListQuery = ListQuery()) throws -> [CurrencyTotal] {
        var open = query
        let isOpen = ListFilter.field("status", [.choice("open")])
        open.condition = .conjunction([isOpen, query.condition])
        return try Self.openListing.totals(of: open, on: connection).amounts
    }

    /// How the first page of a query is read, a step each.
    package func plan(of query: ListQuery = ListQuery()) throws -> [String] {
        try Self.listing.plan(of: query, on: connection)
    }

    package static var sortFields: [String] { listing.sortKeys.map(\.field) }

    static let openAmount = "CASE WHEN \(isOpen) THEN \(unsettled) ELSE 0 END"
    static let isOpen = "invoices.state IN ('issued', 'partially_paid')"
    static let unsettled = "total - paid - credited"

    /// The word by which people see the state; without a day nothing is overdue.
    static let statusWord = """
        CASE WHEN invoices.state IN ('issued', 'partially_paid') AND due_on < ? THEN 'OVERDUE'
        ELSE CASE invoices.state \(words) END END
        """

    private static let words = InvoiceState.allCases.map { state in
        "WHEN '\(state.rawValue)' THEN '\(InvoiceStatus(state, isOverdue: false).word)'"
    }.joined(separator: " ")

    /// The same, counted by what is still to be paid.
    private static let openListing = {
        var open = listing
        open.amounts = ListAmounts(columns: "invoices.currency, \(unsettled)")
        open.sums = nil
        return open
    }()

    static let listing = Listing(
        base: "invoices",
        joins: [
            .init(table: "accounts", sql: "JOIN accounts ON accounts.row = invoices.account"),
            .init(
                table: "customers",
                sql: "JOIN customers ON customers.row = accounts.customer",
                after: "accounts"
            ),
            .init(
                table: "currencies",
                sql: "JOIN currencies ON currencies.code = invoices.currency"
            ),
            .init(table: InvoiceLetters.table, sql: InvoiceLetters.join),
        ],
        id: "invoices.id",
        row: "invoices.row",
        customer: "customers.key",
        columns: """
            invoices.id, number, customers.key, customers.name, accounts.key, accounts.name,
            invoices.state, period_from, period_to, issued_on, due_on, invoices.currency,
            minor_unit_digits, net, tax, total, paid, credited, \(openAmount)
            """,
        sortKeys: sortKeys,
        // The newest first; those without a number, which wait for somebody, before them.
        defaultSort: [SortTerm("-created")],
        search: search,
        filters: filters,
        amounts: ListAmounts(columns: "invoices.currency, total"),
        groups: groups,
        sums: InvoiceSums.table,
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
