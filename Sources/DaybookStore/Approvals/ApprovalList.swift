package import DaybookCore

/// The list of all approvals: those that wait first, the latest first.
package struct ApprovalList {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    package func page(_ request: ListRequest) throws -> ListPage<ApprovalSummary> {
        try Self.listing.page(
            request,
            on: connection,
            idOf: { $0.approval.id.description },
            read: summary
        )
    }

    /// How many approvals a query lists, and what they are about, a currency each.
    package func totals(of query: ListQuery = ListQuery()) throws -> ListTotals {
        try Self.listing.totals(of: query, on: connection)
    }

    /// The approval of this id, as the list has it.
    package func find(_ id: RecordID) throws -> ApprovalSummary? {
        try connection.first(
            """
            SELECT \(Self.listing.columns) FROM \(Self.listing.source()) WHERE approvals.id = ?
            """,
            [.id(id)],
            summary
        )
    }

    private func summary(_ row: Row) throws -> ApprovalSummary {
        let next = ApprovalRepository.columnCount
        return ApprovalSummary(
            approval: try ApprovalRepository(connection).approval(row),
            subjectName: row.text(next),
            customerName: row.optionalText(next + 1)
        )
    }
}

/// What approvals can be sorted by, filtered by and searched for.
extension ApprovalList {
    package static var sortFields: [String] { listing.sortKeys.map(\.field) }

    private static let listing = Listing(
        base: "approvals",
        joins: joins,
        id: "approvals.id",
        row: "approvals.row",
        customer: "customers.key",
        columns: "\(ApprovalRepository.columns), \(subjectName), customers.name",
        sortKeys: [
            .init(field: "state", expression: "approvals.state <> 'waiting'"),
            .init(field: "prepared", expression: "approvals.prepared_at", isIndexed: true),
            .init(field: "decided", expression: "ifnull(approvals.decided_at, 0)"),
            .init(field: "kind", expression: "approvals.kind"),
            .init(field: "concerns", expression: subjectName),
            .init(
                field: "amount",
                expression: "ifnull(approvals.amount, 0)",
                currency: "ifnull(approvals.currency, '')"
            ),
            .init(field: "by", expression: "approvals.prepared_by"),
        ],
        defaultSort: [SortTerm("state"), SortTerm("-prepared")],
        search: search,
        filters: filters,
        // A plan has no amount, nor has a contract.
        amounts: ListAmounts(
            columns: "approvals.currency, approvals.amount",
            frame: """
                SELECT approvals.currency, approvals.amount FROM approvals
                WHERE approvals.amount IS NOT NULL AND approvals.row IN ({})
                """
        ),
        groups: []
    )

    private static let joins: [ListJoin] = [
        .init(table: "plans", sql: "LEFT JOIN plans ON plans.id = approvals.subject"),
        .init(table: "add_ons", sql: "LEFT JOIN add_ons ON add_ons.id = approvals.subject"),
        .init(table: "invoices", sql: "LEFT JOIN invoices ON invoices.id = approvals.subject"),
        .init(table: "payments", sql: "LEFT JOIN payments ON payments.id = approvals.subject"),
        .init(
            table: "contracts",
            sql: "LEFT JOIN contracts ON contracts.id = approvals.subject"
        ),
        .init(
            table: "accounts",
            sql: """
                LEFT JOIN accounts ON accounts.row = coalesce(
                    (SELECT own.account FROM invoices AS own WHERE own.id = approvals.subject),
                    (SELECT own.account FROM payments AS own WHERE own.id = approvals.subject),
                    (SELECT own.account FROM contracts AS own WHERE own.id = approvals.subject),
                    (SELECT own.row FROM accounts AS own WHERE own.id = approvals.subject))
                """
        ),
        .init(
            table: "customers",
            sql: "LEFT JOIN customers ON customers.row = accounts.customer",
            after: "accounts"
        ),
    ]

    private static let subjectName = """
        coalesce(plans.key, add_ons.key, invoices.number, payments.reference, contracts.key,
            accounts.key, approvals.subject)
        """

    private static let search = ListSearch(
        texts: [
            "approvals.kind", "approvals.state", "approvals.note", "approvals.prepared_by",
            "approvals.decided_by", "approvals.reason", "approvals.currency", subjectName,
            "customers.name",
        ],
    )

    private static let filters: [String: FilterColumn] = [
        "kind": .choice(
            Dictionary(
                uniqueKeysWithValues: ApprovableAct.allCases.map {
                    ($0.rawValue, "approvals.kind = '\($0.rawValue)'")
                }
            )
        ),
        "concerns": .texts([subjectName]),
        "customer": .texts(["customers.name", "customers.key"]),
        "amount": .amount("approvals.amount", currency: "approvals.currency"),
        "currency": .code("approvals.currency"),
        "by": .label("approvals.prepared_by"),
        "decider": .label("approvals.decided_by"),
        "note": .texts(["nullif(approvals.note, '')", "nullif(approvals.reason, '')"]),
        "prepared": .dayOfTime("approvals.prepared_at"),
        "decided": .dayOfTime("approvals.decided_at"),
        "status": .choice(states), "is": .choice(states),
    ]

    private static let states = Dictionary(
        uniqueKeysWithValues: ApprovalState.allCases.map {
            ($0.rawValue, "approvals.state = '\($0.rawValue)'")
        }
    )
}
