package import DaybookCore

/// The list of all credits, as they stand on a day.
package struct CreditList {
    private let connection: Connection
    private let today: CivilDate

    package init(_ connection: Connection, on today: CivilDate) {
        self.connection = connection
        self.today = today
    }

    package func page(_ request: ListRequest) throws -> ListPage<CreditSummary> {
        var request = request
        request.query.today = today
        return try Self.listing.page(
            request,
            on: connection,
            idOf: { $0.stored.id.description },
            read: summary
        )
    }

    /// How many credits a query lists, and what is left of them, a currency each.
    package func totals(of query: ListQuery = ListQuery()) throws -> ListTotals {
        let all = try page(ListRequest(query)).records
        let groups = Dictionary(grouping: all, by: \.left.currency)
        let amounts = try groups.map { currency, credits in
            CurrencyTotal(
                count: credits.count,
                amount: try credits.reduce(.zero(currency)) { try $0.adding($1.left) }
            )
        }
        return ListTotals(
            count: all.count,
            amounts: amounts.sorted { $0.amount.currency.code < $1.amount.currency.code }
        )
    }

    private func summary(_ row: Row) throws -> CreditSummary {
        guard let stored = try CreditRepository(connection).find(row.text(0)) else {
            preconditionFailure("a credit that a list has found can be read")
        }
        return CreditSummary(
            stored: stored,
            accountName: row.text(1),
            customerKey: row.text(2),
            customerName: row.text(3),
            standing: try stored.standing(on: today),
            sums: try stored.sums(on: today),
            left: try stored.ledger.left(of: stored.credit.id, on: today)
        )
    }
}

/// What credits can be sorted by, filtered by and searched for.
extension CreditList {
    package static var sortFields: [String] { listing.sortKeys.map(\.field) }

    static let listing = Listing(
        base: "credits",
        joins: [
            .init(table: "accounts", sql: "JOIN accounts ON accounts.row = credits.account"),
            .init(
                table: "customers",
                sql: "JOIN customers ON customers.row = accounts.customer",
                after: "accounts"
            ),
        ],
        id: "credits.id",
        row: "credits.row",
        customer: "customers.key",
        columns: "credits.id, accounts.name, customers.key, customers.name",
        sortKeys: [
            .init(field: "created", expression: "credits.created_at", isIndexed: true),
            .init(field: "account", expression: "accounts.key"),
            .init(field: "customer", expression: "customers.name COLLATE NOCASE"),
            .init(field: "currency", expression: "credits.currency"),
            .init(
                field: "amount",
                expression: "credits.amount",
                currency: "credits.currency"
            ),
            .init(field: "priority", expression: "credits.priority"),
            .init(field: "effective", expression: "credits.effective_on"),
            .init(field: "expires", expression: "ifnull(credits.expires_on, '')"),
        ],
        defaultSort: [SortTerm("-created")],
        search: search,
        filters: filters,
        amounts: ListAmounts(columns: "credits.currency, credits.amount"),
        groups: [
            .init(field: "currency", expression: "credits.currency"),
            .account("credits.account"),
        ]
    )

    private static let search = ListSearch(
        texts: [
            "credits.purpose", "credits.currency", "accounts.key", "accounts.name",
            "customers.key", "customers.name", "customers.legal_name",
        ],
    )

    private static let filters: [String: FilterColumn] = [
        "account": .texts(["accounts.name", "accounts.key"]),
        "customer": .texts(["customers.name", "customers.key"]),
        "currency": .code("credits.currency"),
        "amount": .amount("credits.amount", currency: "credits.currency"),
        "effective": .day("credits.effective_on"),
        "expires": .day("credits.expires_on"),
        "created": .dayOfTime("credits.created_at"),
        "purpose": .texts(["nullif(credits.purpose, '')"]),
        "product": .labelsOf(
            column: "product.key",
            within: """
                EXISTS (SELECT 1 FROM credit_products AS own
                    JOIN products AS product ON product.row = own.product
                    WHERE own.credit = credits.row AND {})
                """
        ),
        "status": .choice(standings),
        "is": .choice(standings),
    ]

    /// As `CreditLedger.standing` tells it.
    private static let standings = [
        CreditStanding.scheduled.rawValue:
            "credits.effective_on > ? AND \(rest) > 0",
        CreditStanding.usable.rawValue:
            "credits.effective_on <= ? AND NOT \(isExpired) AND \(rest) > 0",
        CreditStanding.expired.rawValue:
            "(\(isExpired) OR (\(isOver) AND \(rest) = 0 AND NOT \(isVoided)))",
        CreditStanding.usedUp.rawValue:
            "NOT \(isExpired) AND NOT \(isOver) AND \(rest) = 0 AND NOT \(isVoided)",
        CreditStanding.voided.rawValue:
            "NOT \(isExpired) AND \(rest) = 0 AND \(isVoided)",
    ]

    private static let isExpired = "ifnull(credits.expires_on <= ?, 0)"

    /// Its last period has ended.
    private static let isOver = "ifnull(credits.renews_until <= ?, 0)"

    private static let isVoided = """
        (credits.stopped_on IS NOT NULL OR EXISTS (SELECT 1 FROM credit_entries AS entry
            WHERE entry.credit = credits.row AND entry.kind = 'voided'))
        """

    /// What is left by the day, or by the first day of those that have not begun.
    private static let rest = """
        iif(credits.renews_days IS NULL,
            (SELECT sum(iif(entry.kind IN ('granted', 'returned'), entry.amount, -entry.amount))
            FROM credit_entries AS entry WHERE entry.credit = credits.row
                AND entry.made_on <= max(credits.effective_on, ?)),
            \(Schema.creditRest(of: "credits.row", on: "max(credits.effective_on, ?)")))
        """
}
