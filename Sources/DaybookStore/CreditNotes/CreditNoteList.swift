package import DaybookCore

/// The list of all credit notes.
package struct CreditNoteList {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// - Parameter invoice: whose credit notes alone are wanted; nil for those on all
    package func page(
        _ request: ListRequest,
        on invoice: RecordID? = nil,
    ) throws -> ListPage<CreditNoteRepository.Listed> {
        var request = request
        request.query.record = invoice
        return try Self.listing.page(
            request,
            on: connection,
            idOf: { $0.id.description },
            read: CreditNoteRepository.listed
        )
    }

    /// How many credit notes a query lists, and what they take off.
    package func totals(
        of query: ListQuery = ListQuery(),
        on invoice: RecordID? = nil,
    ) throws -> ListTotals {
        var query = query
        query.record = invoice
        return try Self.listing.totals(of: query, on: connection)
    }
}

/// What credit notes can be sorted by, filtered by and searched for.
extension CreditNoteList {
    package static var sortFields: [String] { listing.sortKeys.map(\.field) }

    static let listing = Listing(
        base: "credit_notes",
        joins: [
            .init(
                table: "invoices",
                sql: "JOIN invoices ON invoices.row = credit_notes.invoice"
            ),
            .init(
                table: "accounts",
                sql: "JOIN accounts ON accounts.row = invoices.account",
                after: "invoices"
            ),
            .init(
                table: "customers",
                sql: "JOIN customers ON customers.row = accounts.customer",
                after: "accounts"
            ),
            .init(
                table: "currencies",
                sql: "JOIN currencies ON currencies.code = invoices.currency",
                after: "invoices"
            ),
        ],
        id: "credit_notes.id",
        row: "credit_notes.row",
        customer: "customers.key",
        record: "invoices.id",
        columns: CreditNoteRepository.listedColumns,
        sortKeys: [
            .init(field: "issued", expression: "credit_notes.issued_on", isIndexed: true),
            .init(field: "number", expression: "credit_notes.number", isIndexed: true),
            .init(field: "invoice", expression: "invoices.number"),
            .init(field: "account", expression: "accounts.key"),
            .init(field: "customer", expression: "customers.name COLLATE NOCASE"),
            .init(field: "currency", expression: "invoices.currency"),
            .init(
                field: "total",
                expression: "credit_notes.total",
                currency: "invoices.currency"
            ),
        ],
        defaultSort: [SortTerm("-issued")],
        search: search,
        filters: filters,
        amounts: ListAmounts(columns: "invoices.currency, credit_notes.total"),
        groups: [
            .init(field: "currency", expression: "invoices.currency"),
            .account("invoices.account"),
        ]
    )

    private static let search = ListSearch(
        texts: [
            "credit_notes.number", "credit_notes.reason", "invoices.number",
            "invoices.currency", "accounts.key", "accounts.name", "customers.key",
            "customers.name", "customers.legal_name",
        ],
    )

    private static let filters: [String: FilterColumn] = [
        "number": .texts(["credit_notes.number"]),
        "invoice": .texts(["invoices.number"]),
        "account": .texts(["accounts.name", "accounts.key"]),
        "customer": .texts(["customers.name", "customers.key"]),
        "currency": .code("invoices.currency"),
        "total": .amount("credit_notes.total", currency: "invoices.currency"),
        "net": .amount("credit_notes.net", currency: "invoices.currency"),
        "tax": .amount("credit_notes.tax", currency: "invoices.currency"),
        "issued": .day("credit_notes.issued_on"),
        "created": .dayOfTime("credit_notes.created_at"),
        "reason": .texts(["nullif(credit_notes.reason, '')"]),
    ]
}
