internal import DaybookCore

/// What invoices can be sorted by, filtered by, searched for and counted by.
extension InvoiceRepository {
    static let sortKeys: [Listing.SortKey] = [
        .init(field: "number", expression: "ifnull(number, '')", isIndexed: true),
        .init(
            field: "customer",
            expression: "customers.name COLLATE NOCASE",
            isIndexed: true,
            source: """
                customers CROSS JOIN accounts ON accounts.customer = customers.row
                CROSS JOIN invoices ON invoices.account = accounts.row
                """
        ),
        .init(
            field: "account",
            expression: "accounts.key",
            isIndexed: true,
            source: "accounts CROSS JOIN invoices ON invoices.account = accounts.row"
        ),
        .init(field: "state", expression: "invoices.state"),
        .init(field: "from", expression: "period_from"),
        .init(field: "to", expression: "period_to"),
        .init(field: "issued", expression: "ifnull(issued_on, '')", isIndexed: true),
        .init(field: "due", expression: "ifnull(due_on, '')", isIndexed: true),
        .init(field: "currency", expression: "invoices.currency"),
        .init(field: "net", expression: "net", currency: "invoices.currency"),
        .init(field: "tax", expression: "tax", currency: "invoices.currency"),
        .init(field: "amount", expression: "total", currency: "invoices.currency"),
        .init(
            field: "open",
            expression: unsettled,
            currency: "invoices.currency",
            onlyIf: isOpen
        ),
        .init(field: "created", expression: "invoices.created_at", isIndexed: true),
    ]

    static let search = ListSearch(
        texts: [
            "number", "invoices.note", "invoices.currency", "accounts.key", "accounts.name",
            "customers.key", "customers.name", "customers.legal_name",
        ],
        textOnDay: statusWord,
        belonging: [(column: "item.description", within: line)],
        found: [
            .init(
                column: "invoices.account",
                key: "a.row",
                index: "account_words",
                table: "accounts AS a",
                row: "a.row",
                texts: ["a.key", "a.name"]
            ),
            .init(
                column: "invoices.account",
                key: "a.row",
                index: "customer_words",
                table: "customers AS c",
                row: "c.row",
                joined: " CROSS JOIN accounts AS a ON a.customer = c.row",
                texts: ["c.key", "c.name", "c.legal_name"]
            ),
            .init(
                column: "invoices.row",
                key: "i.row",
                index: "invoice_words",
                table: "invoices AS i",
                row: "i.row",
                texts: ["i.number", "i.note"],
                own: ["number", "invoices.note"],
                mayBeShort: true,
                letters: (InvoiceLetters.table, InvoiceLetters.column)
            ),
            .init(
                column: "invoices.row",
                key: "l.invoice",
                index: "line_words",
                table: "lines AS l",
                row: "l.row",
                texts: ["l.description"],
                each: ("item.description", line),
                mayBeShort: true,
                letters: (InvoiceLetters.table, InvoiceLetters.column)
            ),
        ],
        few: { connection, today in
            try connection.all("SELECT code FROM currencies") { row in
                (text: row.text(0), has: ("invoices.currency = ?", [.text(row.text(0))]))
            } + stateWords(on: today)
        },
    )

    /// The words for states, and who has them.
    private static func stateWords(
        on today: CivilDate?,
    ) -> [(text: String, has: ListSearch.Condition)] {
        InvoiceState.allCases.flatMap { state in
            let has = "invoices.state = '\(state.rawValue)'"
            let word = { InvoiceStatus(state, isOverdue: $0).word }
            guard [.issued, .partiallyPaid].contains(state) else {
                return [(text: word(false), has: (sql: has, values: [SQLValue]()))]
            }
            let isOverdue = "ifnull(due_on < ?, 0)"
            return [
                (word(false), ("(\(has) AND NOT \(isOverdue))", [.date(today)])),
                (word(true), ("(\(has) AND \(isOverdue))", [.date(today)])),
            ]
        }
    }

    private static let line = """
        EXISTS (SELECT 1 FROM lines AS item WHERE item.invoice = invoices.row AND {})
        """

    static let filters: [String: FilterColumn] = [
        "number": .texts(["number"]),
        "customer": .texts(["customers.name", "customers.key"]),
        "account": .texts(["accounts.name", "accounts.key"]),
        "status": .choice(states),
        "is": .choice(states),
        "currency": .code("invoices.currency"),
        "amount": .amount("total", currency: "invoices.currency"),
        "net": .amount("net", currency: "invoices.currency"),
        "tax": .amount("tax", currency: "invoices.currency"),
        "paid": .amount("paid", currency: "invoices.currency"),
        "open": .amount(openAmount, currency: "invoices.currency"),
        "issued": .day("issued_on"),
        "due": .day("due_on", beside: hasState),
        "from": .day("period_from"),
        "to": .day("period_to"),
        "late": .passed("due_on", where: isOpen),
        "note": .texts(["invoices.note"]),
        "line": .textsOf(column: "item.description", within: line),
    ]

    /// So that dates are found in the index of each state.
    private static let hasState =
        "invoices.state IN ("
        + InvoiceState.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ") + ")"

    private static let states: [String: String] = Dictionary(
        InvoiceState.allCases.map { ($0.rawValue, "invoices.state = '\($0.rawValue)'") } + [
            ("open", isOpen),
            ("overdue", "\(isOpen) AND due_on IS NOT NULL AND due_on < ?"),
            ("numbered", "number IS NOT NULL"),
            ("pending", "number IS NULL"),
        ]
    ) { first, _ in first }

    static let groups: [ListGroup] = [
        .init(field: "status", expression: "invoices.state", kept: "state"),
        .init(field: "currency", expression: "invoices.currency", kept: "currency"),
        .customer(ofAccount: "invoices.account", along: "invoices.account"),
        .account("invoices.account", along: "invoices.account"),
        .init(field: "issued", expression: "issued_on", isDay: true, kept: "issued"),
        .init(field: "due", expression: "due_on", isDay: true, kept: "due"),
        .init(field: "from", expression: "period_from", isDay: true),
        .init(field: "to", expression: "period_to", isDay: true),
    ]
}
