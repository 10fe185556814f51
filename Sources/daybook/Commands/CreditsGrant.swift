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

            One that recurs is given anew each period, counted from its first day: from a 31st \
            on, that is the last day of a shorter month. What is left at a period's end is lost, \
            but for what rolls over. `credits void` ends it.

            What is more than support may grant (`support.credit_limit`) or needs a second person \
            anyway (`approve.credits_from`) is not granted but waits for approval: see \
            `approvals`. What counts is what all periods come to: one without an end is above \
            any limit.
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
                default: .described("never; with --every each period at its end")
            ),
            .value(
                "product",
                "PRODUCT",
                .text,
                "Only lines of this product; an empty one: of all",
                isRepeatable: true
            ),
            .value("every", "DURATION", .text, "It is given anew so often, such as P1M"),
            .value("until", "DATE", .date, "The first day on which it is not given any more"),
            .value("times", "N", .text, "How many periods it has", default: .described("no end")),
            .value("rollover-least", "AMOUNT", .text, "A period is filled up to so much before"),
            .value("rollover-most", "AMOUNT", .text, "Not more of it rolls over"),
            .value("purpose", "TEXT", .text, "What it is for"),
            Session.noteOption,
        ] + RecordInput.options + [.flag("dry-run", "Check the credit and grant nothing")],
        exclusive: RecordInput.exclusive + [["until", "times"]],
        examples: [
            Example(
                "daybook credits grant --account acme --amount 100 --expires 2027-01-01",
                "A hundred until the end of the year"
            ),
            Example(
                "daybook credits grant --account acme --amount 20 --every P1M --times 12",
                "Twenty each month, for a year"
            ),
        ],
        exits: [
            ExitNote(.notFound, "there is no such account or product"),
            ExitNote(.conflict, "the account is archived"),
        ],
        run: { session in try CreditGranting(session).run() }
    )
}

/// One run of the command.
struct CreditGranting {
    private let session: Session
    private let input: RecordInput

    private static let members = [
        "account", "amount", "priority", "effective", "expires", "products", "every", "until",
        "times", "rolloverLeast", "rolloverMost", "purpose", "note",
    ]

    init(_ session: Session) throws {
        self.session = session
        input = try RecordInput(session, members: Self.members)
    }

    /// What a file says of one, with other members beside.
    init(_ session: Session, _ input: RecordInput) {
        (self.session, self.input) = (session, input)
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

    func order(
        _ id: RecordID,
        _ account: Account,
        _ connection: Connection,
    ) throws -> CreditOrder {
        guard let amount = try input.money("amount", account.currency) else {
            throw Failure(.wrongUsage, "a credit has an amount", advice: "name it with --amount")
        }
        let products = try input.texts("products", option: "product", [])
        for product in products where try CatalogueRepository(connection).product(product) == nil {
            throw Failure.notFound("product", product, list: "products list")
        }
        return CreditOrder(
            id: id,
            account: account.id,
            amount: amount,
            priority: try input.integer("priority", in: 0...1_000_000, 1),
            effectiveOn: try input.date("effective"),
            expiresOn: try input.date("expires"),
            products: Set(products),
            purpose: try input.optionalText("purpose", nil) ?? "",
            recurrence: try recurrence(amount.currency, connection)
        )
    }

    /// Periods count from the first day: of one that waits, from the day on which it was asked for.
    private func recurrence(
        _ currency: Currency,
        _ connection: Connection,
    ) throws -> CreditRecurrence? {
        guard let every = try input.duration("every") else {
            let others = ["until", "times", "rolloverLeast", "rolloverMost"]
            guard let other = try others.first(where: { try isSaid($0) }) else {
                return nil
            }
            throw Failure(
                .wrongUsage,
                "--\(RecordInput.option(other)) is said of a credit that recurs",
                advice: "say how often with --every"
            )
        }
        let least = try input.money("rolloverLeast", currency) ?? .zero(currency)
        let rollover = try CreditRollover(
            minimum: least,
            maximum: input.money("rolloverMost", currency) ?? least
        )
        let first = try input.date("effective") ?? session.today(connection)
        let until = try input.date("until")
        guard try isSaid("times") else {
            return try CreditRecurrence(from: first, every: every, until: until, rollover)
        }
        guard until == nil else {
            throw Failure(.wrongUsage, "it ends after --times periods or --until a day, not both")
        }
        let times = try input.integer("times", in: 1...CreditRecurrence.periodLimit, 1)
        return try CreditRecurrence(from: first, every: every, times: times, rollover)
    }

    private func isSaid(_ member: String) throws -> Bool {
        try input.isGiven(member) || input.mentions(member)
    }
}
