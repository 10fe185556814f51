internal import DaybookCore

/// What customers can be sorted by, filtered by and searched for.
extension CustomerRepository {
    static let sortKeys: [Listing.SortKey] = [
        .init(field: "name", expression: "customers.name COLLATE NOCASE", isIndexed: true),
        .init(field: "key", expression: "customers.key", isIndexed: true),
        .init(field: "country", expression: "customers.country"),
        .init(field: "currency", expression: "customers.currency"),
        .init(field: "state", expression: "customers.state"),
        .init(field: "created", expression: "customers.created_at"),
    ]

    static let search = ListSearch(
        texts: [
            "customers.key", "customers.name", "customers.legal_name", "customers.country",
            "customers.email", "customers.tax_id", "customers.note",
        ],
        found: [
            .init(
                column: "customers.row",
                key: "c.row",
                index: "customer_words",
                table: "customers AS c",
                row: "c.row",
                texts: [
                    "c.key", "c.name", "c.legal_name", "c.country", "c.email", "c.tax_id", "c.note",
                ],
                own: [
                    "customers.key", "customers.name", "customers.legal_name", "customers.country",
                    "customers.email", "customers.tax_id", "customers.note",
                ]
            )
        ]
    )

    static let filters: [String: FilterColumn] = [
        "name": .texts(["customers.name", "customers.legal_name"]),
        "key": .texts(["customers.key"]),
        "country": .label("customers.country"),
        "currency": .code("customers.currency"),
        "status": .choice(states),
        "is": .choice(states),
        "email": .texts(["customers.email"]),
        "taxid": .texts(["customers.tax_id"]),
        "accounts": .count("(SELECT count(*) FROM accounts AS a WHERE a.customer = customers.row)"),
        "alias": .labelsOf(
            column: "alias.name",
            within: """
                EXISTS (SELECT 1 FROM accounts AS a JOIN aliases AS alias ON alias.account = a.row
                    WHERE a.customer = customers.row AND {})
                """
        ),
        "open": .amountsOf(
            within: """
                EXISTS (SELECT 1 FROM (
                    SELECT i.currency AS currency, sum(i.total - i.paid - i.credited) AS amount
                    FROM accounts AS a JOIN invoices AS i ON i.account = a.row
                    WHERE a.customer = customers.row AND i.state IN ('issued', 'partially_paid')
                    GROUP BY i.currency) AS owed WHERE {})
                """
        ),
        "created": .dayOfTime("customers.created_at"),
        "note": .texts(["customers.note"]),
    ]

    private static let states: [String: String] = Dictionary(
        PartyState.allCases.map { ($0.rawValue, "customers.state = '\($0.rawValue)'") }
    ) { first, _ in first }
}
