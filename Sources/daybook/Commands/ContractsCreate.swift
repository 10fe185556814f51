import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

extension Command {
    static let contractsCreate = Command(
        ["contracts", "create"],
        summary: "Add a contract: an account takes a plan",
        discussion: """
            The version of the plan that is in force at the start is taken. Days are those of the \
            organisation. A contract that is not signed is a draft, and nothing is billed of it.
            """,
        arguments: [ArgumentSpec("KEY", "The number of the new contract")],
        options: [
            .value("account", "ACCOUNT", .text, "The account's key or id", isRequired: true),
            .value("plan", "PLAN", .text, "The plan's key", isRequired: true),
            .value("start", "DATE", .date, "The first day", isRequired: true),
            .value("end", "DATE", .date, "The day at whose beginning it ends"),
            .value("name", "TEXT", .text, "How people call it", default: .described("the plan's")),
            .value(
                "align",
                "HOW",
                .choice(["anniversary", "calendar"]),
                "Where billing periods are counted from",
                default: .value("anniversary")
            ),
            .value("phase", "PHASE", .text, "The phase that it begins with"),
            .value("tax", "PERCENT", .text, "The tax on everything that has none of its own"),
            .value("tax-of", "CODE=PERCENT", .text, "The tax of a tax code", isRepeatable: true),
            .flag("signed", "It is signed already"),
            .flag("dry-run", "Check the contract and add nothing"),
        ],
        examples: [
            Example(
                "daybook contracts create C-7 --account acme --plan growth "
                    + "--start 2026-12-01",
                "A draft"
            )
        ],
        exits: [
            ExitNote(.notFound, "there is no such account or plan"),
            ExitNote(.conflict, "there is a contract with this number"),
        ],
        run: { session in try ContractCreation(session).run() }
    )
}

/// One run of the command.
private struct ContractCreation {
    let session: Session
    let key: String
    let zone: ZoneRules
    let start: Instant

    init(_ session: Session) throws {
        self.session = session
        key = session.invocation.argument("KEY")
        zone = try session.organisationZone()
        guard let start = try session.startOfDay("start") else {
            preconditionFailure("the start is required")
        }
        self.start = start
    }

    func run() throws {
        let (id, now) = (try session.newID(), try session.now())
        let changed = try session.changing("contract.create") { connection in
            let repository = ContractRepository(connection, zone: session.zoneRules)
            guard try repository.find(key) == nil else {
                throw Failure(
                    .conflict,
                    "there is a contract \(Words.quoted(key)) already",
                    advice: "choose another number",
                    instance: key
                )
            }
            let record = try record(id, now, connection)
            try repository.insert(record)
            return record.contract.state(at: now).rawValue
        }
        try session.report(
            "added the contract \(key), \(changed.answer)",
            [.init("id", .string(id.description)), .init("state", .string(changed.answer))],
            entry: changed.entry
        )
    }

    private func record(
        _ id: RecordID,
        _ now: Instant,
        _ connection: Connection,
    ) throws -> ContractRecord {
        let invocation = session.invocation
        let word = invocation.certainText("account")
        guard let account = try CustomerRepository(connection).account(word) else {
            throw Failure.notFound("account", word, list: "customers list")
        }
        let plan = invocation.certainText("plan")
        let history = try CatalogueRepository(connection).plans.history(of: plan)
        guard let history else { throw Failure.notFound("plan", plan, list: "plans list") }
        guard let version = history.version(at: start) else {
            throw Failure(
                .conflict,
                "no version of \(plan) is in force at the start",
                advice: "`daybook plans publish` puts one into force"
            )
        }
        let origin = PlanOrigin(plan: plan, version: version.number)
        return ContractRecord(
            id: id,
            key: key,
            account: account.id,
            name: invocation.text("name") ?? version.content.name,
            profile: .daybook,
            contract: try contract(version.content, origin, account, now),
            createdAt: now,
            note: nil
        )
    }

    private func contract(
        _ plan: PlanDefinition,
        _ origin: PlanOrigin,
        _ account: Account,
        _ now: Instant,
    ) throws -> Contract {
        let invocation = session.invocation
        let order = PlanOrder(
            plan,
            currency: account.currency,
            zone: zone,
            start: start,
            end: try session.startOfDay("end"),
            alignment: invocation.text("align") == "calendar" ? .calendar : .anniversary,
            startingPhase: invocation.text("phase")
        )
        do {
            return Contract(
                currency: account.currency,
                zone: zone,
                first: try ContractPlan(.standard, order, of: origin),
                proration: plan.proration,
                taxes: try taxes(),
                signedAt: invocation.flag("signed") ? now : nil
            )
        } catch let error as PlanError {
            throw Failure(.wrongUsage, "\(error)")
        }
    }

    private func taxes() throws -> TaxTable {
        let standard = try session.invocation.text("tax").map { try rate($0, "--tax") }
        var rates: [String: TaxRate] = [:]
        for (name, value) in try session.pairs("tax-of") {
            rates[name] = try rate(value, "--tax-of")
        }
        return TaxTable(standard: standard, rates: rates)
    }

    private func rate(_ text: String, _ option: String) throws -> TaxRate {
        do {
            return try TaxRate(percent: try PreciseAmount(text), .exclusive)
        } catch {
            throw Failure(
                .wrongUsage,
                "\(option): \(error)",
                advice: "write a percentage, such as 19"
            )
        }
    }
}

extension Session {
    /// The rules of a zone by its name.
    var zoneRules: @Sendable (String) throws -> ZoneRules {
        { try ZoneLibrary().rules(named: $0) }
    }
}
