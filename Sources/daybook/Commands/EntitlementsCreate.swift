import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let entitlementsCreate = Command(
        ["entitlements", "create"],
        summary: "Say what an account may use of a product",
        discussion: """
            A boolean one gives access, a static one also a text that says to what. A metered one \
            has an allowance that each period begins with, grants, or both; usage is what the \
            product's meter counts of the account's events.
            """,
        options: createOptions + RecordInput.options + [
            .flag("dry-run", "Check the entitlement and add nothing")
        ],
        exclusive: RecordInput.exclusive,
        examples: [
            Example(
                "daybook entitlements create --account acme --product sso --kind boolean",
                "Access, and nothing to count"
            )
        ],
        exits: [
            ExitNote(.notFound, "there is no such account or product"),
            ExitNote(.conflict, "there is one already, or no meter counts the product"),
        ],
        run: { session in try EntitlementCreation(session).run() }
    )

    private static let createOptions: [OptionSpec] = [
        .value("account", "ACCOUNT", .text, "The account's key or id"),
        .value("product", "PRODUCT", .text, "The product's key"),
        .value(
            "kind",
            "KIND",
            .choice(EntitlementWord.allCases.map(\.rawValue)),
            "What kind of access"
        ),
        .value("says", "TEXT", .text, "What a static one says"),
        .value("every", "DURATION", .text, "The length of a period of usage, such as P1M"),
        .value("allowance", "AMOUNT", .text, "What each period begins with"),
        .value(
            "limit",
            "LIMIT",
            .choice(LimitWord.allCases.map(\.rawValue)),
            "Whether usage may go on when nothing is left",
            default: .described("hard")
        ),
        .flag("keep-overage", "What was used above the limit is owed in the next period too"),
        .value("from", "DATE", .date, "The first day", default: .described("from now on")),
        .value("to", "DATE", .date, "The day at whose beginning it ends"),
        .value("note", "TEXT", .text, "What to keep in mind of it"),
    ]
}

/// Whether usage may go on when nothing is left.
enum LimitWord: String, CaseIterable {
    case hard, soft
}

/// One run of the command.
private struct EntitlementCreation {
    private let session: Session
    private let input: RecordInput

    private static let members = [
        "account", "product", "kind", "says", "every", "allowance", "limit", "keepOverage",
        "from", "to", "note",
    ]

    init(_ session: Session) throws {
        self.session = session
        input = try RecordInput(session, members: Self.members)
    }

    func run() throws {
        let (id, now) = (try session.newID(), try session.now())
        let changed = try session.changing("entitlement.create") { connection in
            let record = try record(id, now, connection)
            let repository = EntitlementRepository(connection, zone: session.zoneRules)
            guard try repository.find(account: record.account, product: record.product) == nil
            else {
                throw Failure(
                    .conflict,
                    "the account has an entitlement to \(Words.quoted(record.product)) already",
                    advice: "update or delete that one",
                    instance: record.product
                )
            }
            // What cannot be read again is not written.
            _ = try record.entitlement()
            try repository.insert(record)
            return record
        }
        let added = changed.answer
        try session.report(
            "added an entitlement to \(added.product), \(added.terms.word.rawValue)",
            added,
            entry: changed.entry
        )
    }

    private func record(
        _ id: RecordID,
        _ now: Instant,
        _ connection: Connection,
    ) throws -> EntitlementRecord {
        let word = try input.required("account", "an entitlement belongs to an account")
        let account = try session.account(word, connection)
        try PartyRules.requireServed(
            account,
            of: try CustomerRepository(connection).customer(of: account)
        )
        let product = try input.required("product", "an entitlement is one to a product")
        guard try CatalogueRepository(connection).product(product) != nil else {
            throw Failure.notFound("product", product, list: "products list")
        }
        let zone = try session.zoneRules(OrganisationRepository(connection).get().timeZone)
        let from = try input.date("from").map { try zone.startOfDay($0) } ?? now
        let to = try input.date("to").map { try zone.startOfDay($0) }
        if let to, to <= from {
            throw Failure(
                .wrongUsage,
                "it would end before it begins",
                advice: "give a later day with --to"
            )
        }
        return EntitlementRecord(
            id: id,
            account: account.id,
            product: product,
            terms: try terms(product, from, zone, connection),
            activeFrom: from,
            activeTo: to,
            createdAt: now,
            note: try input.optionalText("note", nil)
        )
    }

    private func terms(
        _ product: String,
        _ from: Instant,
        _ zone: ZoneRules,
        _ connection: Connection,
    ) throws -> EntitlementRecord.Terms {
        let kind = try input.required("kind", "an entitlement has a kind")
        switch EntitlementWord(rawValue: kind) {
        case .boolean: return .boolean
        case .fixed:
            return .fixed(
                config: try input.required("says", "a static entitlement says something")
            )
        case .metered:
            guard let interval = try input.duration("every") else {
                throw Failure(
                    .wrongUsage,
                    "a metered entitlement has periods",
                    advice: "name their length with --every, such as P1M"
                )
            }
            return .metered(
                MeteredTerms(
                    measuresFrom: from,
                    anchor: from,
                    interval: interval,
                    zone: zone,
                    isSoftLimit: try input.choice("limit", LimitWord.hard) == .soft,
                    preservesOverage: try input.flag("keepOverage"),
                    aggregation: try EntitlementUsage(connection, zone: zone)
                        .aggregation(of: product),
                    allowance: try input.optionalText("allowance", nil)
                        .map { .init(try session.quantity($0, "allowance")) }
                )
            )
        case nil:
            let words = EntitlementWord.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(.wrongUsage, "there is no kind \(Words.quoted(kind)), only \(words)")
        }
    }
}

extension Session {
    /// A quantity above zero.
    func quantity(_ text: String, _ member: String) throws -> PreciseAmount {
        guard let amount = try? PreciseAmount(text), amount.isPositive else {
            throw Failure(
                .wrongUsage,
                "--\(member): expected a number above zero, found \(Words.quoted(text))"
            )
        }
        return amount
    }
}
