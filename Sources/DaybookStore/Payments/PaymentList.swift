package import DaybookCore

/// The list of all payments.
package struct PaymentList {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// - Parameter account: whose payments alone are wanted; nil for those of all
    package func page(
        _ request: ListRequest,
        of account: RecordID? = nil,
    ) throws -> ListPage<PaymentSummary> {
        var request = request
        request.query.record = account
        return try Self.listing.page(
            request,
            on: connection,
            idOf: { $0.stored.payment.id.description },
            read: Self.summary
        )
    }

    /// How many payments a query lists, and what was received with them.
    package func totals(
        of query: ListQuery = ListQuery(),
        account: RecordID? = nil,
    ) throws -> ListTotals {
        var query = query
        query.record = account
        return try Self.listing.totals(of: query, on: connection)
    }

    private static func summary(_ row: Row) throws -> PaymentSummary {
        let next = PaymentRepository.columnCount
        return PaymentSummary(
            stored: try PaymentRepository.payment(row),
            customerKey: row.text(next),
            customerName: row.text(next + 1)
        )
    }
}

/// What payments can be sorted by, filtered by and searched for.
extension PaymentList {
    package static var sortFields: [String] { listing.sortKeys.map(\.field) }

    static let listing = Listing(
        base: "payments",
        joins: [
            .init(table: "accounts", sql: "JOIN accounts ON accounts.row = payments.account"),
            .init(
                table: "customers",
                sql: "JOIN customers ON customers.row = accounts.customer",
                after: "accounts"
            ),
            .init(
                table: "currencies",
                sql: "JOIN currencies ON currencies.code = payments.currency"
            ),
        ],
        id: "payments.id",
        row: "payments.row",
        customer: "customers.key",
        record: "accounts.id",
        columns: "\(PaymentRepository.columns), customers.key, customers.name",
        sortKeys: [
            .init(field: "received", expression: "payments.received_on", isIndexed: true),
            .init(field: "reference", expression: "payments.reference", isIndexed: true),
            .init(field: "account", expression: "accounts.key"),
            .init(field: "customer", expression: "customers.name COLLATE NOCASE"),
            .init(field: "currency", expression: "payments.currency"),
            .init(
                field: "amount",
                expression: "payments.amount",
                currency: "payments.currency"
            ),
            .init(field: "unallocated", expression: rest, currency: "payments.currency"),
            .init(field: "method", expression: "payments.method"),
            .init(field: "created", expression: "payments.created_at"),
        ],
        defaultSort: [SortTerm("-received")],
        search: search,
        filters: filters,
        amounts: ListAmounts(columns: "payments.currency, payments.amount"),
        groups: [
            .init(field: "currency", expression: "payments.currency"),
            .init(field: "method", expression: "payments.method"),
            .account("payments.account"),
        ]
    )

    private static let rest = """
        (payments.amount - \(PaymentRepository.allocated) - \(PaymentRepository.refunded))
        """

    private static let search = ListSearch(
        texts: [
            "payments.reference", "payments.method", "payments.note", "payments.currency",
            "accounts.key", "accounts.name", "customers.key", "customers.name",
            "customers.legal_name",
        ],
    )

    private static let filters: [String: FilterColumn] = [
        "reference": .texts(["payments.reference"]),
        "account": .texts(["accounts.name", "accounts.key"]),
        "customer": .texts(["customers.name", "customers.key"]),
        "currency": .code("payments.currency"),
        "amount": .amount("payments.amount", currency: "payments.currency"),
        "allocated": .amount(PaymentRepository.allocated, currency: "payments.currency"),
        "refunded": .amount(PaymentRepository.refunded, currency: "payments.currency"),
        "unallocated": .amount(rest, currency: "payments.currency"),
        "received": .day("payments.received_on"),
        "created": .dayOfTime("payments.created_at"),
        "method": .choice(
            Dictionary(
                uniqueKeysWithValues: Payment.Method.allCases.map {
                    ($0.rawValue, "payments.method = '\($0.rawValue)'")
                }
            )
        ),
        "invoice": .labelsOf(
            column: "paid.number",
            within: """
                EXISTS (SELECT 1 FROM allocations AS part
                    JOIN invoices AS paid ON paid.row = part.invoice
                    WHERE part.payment = payments.row AND {}
                    GROUP BY part.invoice HAVING sum(part.amount) > 0)
                """
        ),
        "note": .texts(["nullif(payments.note, '')"]),
        "status": .choice(standings),
        "is": .choice(standings),
    ]

    private static let standings = [
        PaymentStanding.open.rawValue: "\(rest) > 0",
        PaymentStanding.allocated.rawValue: "\(PaymentRepository.allocated) > 0",
        PaymentStanding.refunded.rawValue: "\(PaymentRepository.refunded) > 0",
    ]
}
