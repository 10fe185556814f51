import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let creditsGrant = Command(
        ["credits", "grant"],
        summary: "Give an account a credit, which pays its invoices before money does",
        discussion: """
            Billing runs use credits before tax: those of the lowest priority first, then what \
            expires first, then what was granted first. Days are those of the account's invoices.

            What is more than support may grant (`support.credit_limit`) or needs a second person \
            anyway (`approve.credits_from`) is not granted but waits for approval: see `approvals`.
            """,
        options: [
            .value("account", "ACCOUNT", .text, "The account's key or id"),
            .value("amount", "AMOUNT", .text, "How much, in the account's currency"),
            .value("priority", "N", .text, "Lower is used first", default: .value("1")),
            .value(
                "effective",
                "DATE",
                .date,
                "The first day on which it can be used",
                default: .described("today")
            ),
            .value(
                "expires",
                "DATE",
                .date,
                "The first day on which it cannot be used any more",
                default: .described("never")
            ),
            .value(
                "product",
                "PRODUCT",
                .text,
                "Only lines of this product; an empty one: of all",
                isRepeatable: true
            ),
            .value("purpose", "TEXT", .text, "What it is for"),
            Session.noteOption,
        ] + RecordInput.options + [.flag("dry-run", "Check the credit and grant nothing")],
        exclusive: RecordInput.exclusive,
        examples: [
            Example(
                "daybook credits grant --account acme --amount 100 --expires 2027-01-01",
                "A hundred until the end of the year"
            )
        ],
        exits: [
            ExitNote(.notFound, "there is no such account or product"),
            ExitNote(.conflict, "the account is archived"),
        ],
        run: { session in try CreditGranting(session).run() }
    )
}

/// One run of the command.
private struct CreditGranting {
    private let session: Session
    private let input: RecordInput

    private static let members = [
        "account", "amount", "priority", "effective", "expires", "products", "purpose",
        "note",
    ]

    init(_ session: Session) throws {
        self.session = session
        input = try RecordInput(session, members: Self.members)
    }

    func run() throws {
        let id = try session.newID()
        let word = try input.required("account", "a credit belongs to an account")
        let note = try input.optionalText("note", nil)
        let performed = try session.performing(.creditGrant, note: note) { performing in
            let account = try session.account(word, performing.connection)
            let order = try order(id, account, performing.connection)
            return (try performing.perform(.creditGrant(order)), account)
        }
        switch performed.answer {
        case (.done(.credit(let stored)), _):
            try session.report(stored, "granted", entry: performed.entry)
        case (.waits(let approval, let able), let account):
            try session.report(
                approval,
                approval.request.words(account.key),
                able: able,
                [.init("account", .string(account.key))],
                entry: performed.entry
            )
        case (.done, _): preconditionFailure("granting a credit makes a credit")
        }
    }

    private func order(
        _ id: RecordID,
        _ account: Account,
        _ connection: Connection,
    ) throws -> CreditOrder {
        let amount = try input.required("amount", "a credit has an amount")
        let products = try input.texts("products", option: "product", [])
        for product in products where try CatalogueRepository(connection).product(product) == nil {
            throw Failure.notFound("product", product, list: "products list")
        }
        return CreditOrder(
            id: id,
            account: account.id,
            amount: try session.money(amount, account.currency),
            priority: try input.integer("priority", in: 0...1_000_000, 1),
            effectiveOn: try input.date("effective"),
            expiresOn: try input.date("expires"),
            products: Set(products),
            purpose: try input.optionalText("purpose", nil) ?? ""
        )
    }
}

extension Session {
    /// Says how a credit stands now.
    func report(_ stored: StoredCredit, _ verb: String, of taken: Money? = nil, entry: Int?) throws
    {
        let today = try read { try self.today($0) }
        let (credit, left) = (stored.credit, try stored.sums(on: today).left)
        let amount = taken ?? credit.amount
        let rest = taken == nil ? "" : "; \(left.groupedText) \(left.currency) is left"
        let preposition = taken == nil ? "to" : "of a credit of"
        try report(
            "\(verb) \(amount.groupedText) \(amount.currency) \(preposition) \(stored.accountKey)"
                + rest,
            [
                .init("id", .string(stored.id.description)),
                .init("account", .string(stored.accountKey)),
                .init("state", .string(try stored.standing(on: today).rawValue)),
                .init("amount", credit.amount.json),
                .init("left", left.json),
                .init("currency", .string(left.currency.code)),
            ],
            entry: entry
        )
    }
}
