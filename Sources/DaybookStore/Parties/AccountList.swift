package import DaybookCore

/// The list of all accounts, whoever they belong to.
package struct AccountList {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    package func page(_ request: ListRequest) throws -> ListPage<AccountSummary> {
        try Self.listing.page(
            request,
            on: connection,
            idOf: { $0.id.description },
            read: summary
        )
    }

    /// How many accounts a query lists, and what they have still to pay, a currency each;
    /// counted are those that have something to pay in it.
    package func totals(of query: ListQuery = ListQuery()) throws -> ListTotals {
        try Self.listing.totals(of: query, on: connection)
    }

    /// What an account has still to pay, a currency each.
    package func openAmounts(of account: RecordID) throws -> [Money] {
        let row = try connection.first(
            "SELECT row FROM accounts WHERE id = ?",
            [.id(account)]
        ) { $0.integer(0) }
        return try row.map { try openAmounts(ofRow: $0) } ?? []
    }

    private func openAmounts(ofRow row: Int64) throws -> [Money] {
        var tally = ListTally()
        try connection.forEach(
            "\(CustomerRepository.openAmounts) AND account = ?",
            [.integer(row)]
        ) { tally.add($0, 0, group: 0) }
        let known = try Listing.currencies(connection)
        return try tally.share(0, known).amounts.map(\.amount)
    }

    private func summary(_ row: Row) throws -> AccountSummary {
        AccountSummary(
            id: try row.id(1),
            key: row.text(2),
            name: row.text(3),
            customerKey: row.text(4),
            customerName: row.text(5),
            currency: try row.currency(6),
            state: try row.choice(8),
            open: try openAmounts(ofRow: row.integer(0)),
            createdAt: try row.instant(9)
        )
    }
}

/// What accounts can be sorted by, filtered by and searched for.
extension AccountList {
    package static var sortFields: [String] { listing.sortKeys.map(\.field) }

    static let listing = Listing(
        base: "accounts",
        joins: [
            .init(
                table: "customers",
                sql: "JOIN customers ON customers.row = accounts.customer"
            ),
            .init(
                table: "currencies",
                sql: "JOIN currencies ON currencies.code = accounts.currency"
            ),
        ],
        id: "accounts.id",
        row: "accounts.row",
        customer: "customers.key",
        columns: """
            accounts.row, accounts.id, accounts.key, accounts.name, customers.key,
            customers.name, accounts.currency, minor_unit_digits, accounts.state,
            accounts.created_at
            """,
        sortKeys: [
            .init(field: "name", expression: "accounts.name COLLATE NOCASE", isIndexed: true),
            .init(field: "key", expression: "accounts.key", isIndexed: true),
            .init(field: "customer", expression: "customers.key"),
            .init(field: "currency", expression: "accounts.currency"),
            .init(field: "state", expression: "accounts.state"),
            .init(field: "created", expression: "accounts.created_at"),
        ],
        defaultSort: [SortTerm("name")],
        search: search,
        filters: filters,
        amounts: ListAmounts(
            columns: "",
            frame: "\(CustomerRepository.openAmounts) AND account IN ({})",
            frameOfAll: CustomerRepository.openAmounts,
            isOwned: true
        ),
        groups: [
            .init(field: "status", expression: "accounts.state"),
            .init(field: "currency", expression: "accounts.currency"),
        ]
    )

    private static let search = ListSearch(
        texts: [
            "accounts.key", "accounts.name", "customers.key", "customers.name",
            "customers.legal_name",
        ],
        found: [
            .init(
                column: "accounts.row",
                key: "a.row",
                index: "account_words",
                table: "accounts AS a",
                row: "a.row",
                texts: ["a.key", "a.name"],
                own: ["accounts.key", "accounts.name"]
            ),
            .init(
                column: "accounts.customer",
                key: "c.row",
                index: "customer_words",
                table: "customers AS c",
                row: "c.row",
                texts: ["c.key", "c.name", "c.legal_name"]
            ),
        ]
    )

    private static let filters: [String: FilterColumn] = [
        "name": .texts(["accounts.name"]),
        "key": .texts(["accounts.key"]),
        "customer": .texts(["customers.name", "customers.key"]),
        "currency": .code("accounts.currency"),
        "status": .choice(states),
        "is": .choice(states),
        "alias": .labelsOf(
            column: "alias.name",
            within: """
                EXISTS (SELECT 1 FROM aliases AS alias
                    WHERE alias.account = accounts.row AND {})
                """
        ),
        "created": .dayOfTime("accounts.created_at"),
    ]

    private static let states: [String: String] = Dictionary(
        PartyState.allCases.map { ($0.rawValue, "accounts.state = '\($0.rawValue)'") }
    ) { first, _ in first }
}
