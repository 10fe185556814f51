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
            organisation. A contract that is not signed is a draft, and nothing is billed of it. \
            As JSON, `taxOf` is an object of percentages by tax code; `commitment`, \
            `invoiceMilestone` and `revenueMilestone` are objects by their keys.

            A commitment is what the account spends in the term at least: what is missing at its \
            end is billed. A milestone is an act that makes a part of what is charged once due, or \
            earned: see `daybook contracts reach`.
            """,
        arguments: [ArgumentSpec("KEY", "The number of the new contract", count: .optional)],
        options: termOptions + ContractTaxes.options + promiseOptions + RecordInput.options + [
            .flag("dry-run", "Check the contract and add nothing")
        ],
        exclusive: RecordInput.exclusive,
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

    private static let termOptions: [OptionSpec] = [
        .value("account", "ACCOUNT", .text, "The account's key or id"),
        .value("plan", "PLAN", .text, "The plan's key"),
        .value("start", "DATE", .date, "The first day"),
        .value("end", "DATE", .date, "The day at whose beginning it ends"),
        .value("name", "TEXT", .text, "How people call it", default: .described("the plan's")),
        .value(
            "align",
            "HOW",
            .choice(["anniversary", "calendar"]),
            "Where billing periods are counted from",
            default: .described("anniversary")
        ),
        .value("phase", "PHASE", .text, "The phase that it begins with"),
        .value("renewal", "DURATION", .text, "The term that it can be renewed for, such as P1Y"),
        .value("uplift", "PERCENT", .text, "What prices are raised by with each renewal"),
    ]

    private static let promiseOptions: [OptionSpec] = [
        .value(
            "commitment",
            "KEY=AMOUNT",
            .text,
            "What is spent until its end at least",
            isRepeatable: true
        ),
        .value(
            "invoice-milestone",
            "KEY=PERCENT",
            .text,
            "An act that makes a part due",
            isRepeatable: true
        ),
        .value(
            "revenue-milestone",
            "KEY=PERCENT",
            .text,
            "An act that earns a part",
            isRepeatable: true
        ),
        .value("note", "TEXT", .text, "What to keep in mind of it"),
        .flag("signed", "It is signed already"),
    ]
}

/// One run of the command.
struct ContractCreation {
    private let session: Session
    private let input: RecordInput
    private let key: String

    private static let members = [
        "key", "account", "plan", "start", "end", "name", "align", "phase", "renewal", "uplift",
        "tax", "taxOf", "commitment", "invoiceMilestone", "revenueMilestone", "note", "signed",
    ]

    init(_ session: Session) throws {
        self.session = session
        input = try RecordInput(session, members: Self.members)
        key = try input.newKey("KEY", of: "contract")
        guard ContractRecord.isKey(key) else { throw Failure.badContractNumber(key) }
    }

    /// What a file says of one, with other members beside.
    init(_ session: Session, _ input: RecordInput) throws {
        (self.session, self.input) = (session, input)
        key = try input.newKey("KEY", of: "contract")
        guard ContractRecord.isKey(key) else { throw Failure.badContractNumber(key) }
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
            let state = record.contract.state(at: now).rawValue
            return (state: state, untaxed: try UntaxedCodes(record.contract, connection))
        }
        let (state, untaxed) = changed.answer
        try session.report(
            "added the contract \(key), \(state)",
            [
                .init("id", .string(id.description)), .init("state", .string(state)),
                .init("untaxed", untaxed.json),
            ],
            note: untaxed.note(of: key),
            entry: changed.entry
        )
    }

    func record(
        _ id: RecordID,
        _ now: Instant,
        _ connection: Connection,
    ) throws -> ContractRecord {
        let word = try input.required("account", "a contract belongs to an account")
        let account = try session.account(word, connection)
        try PartyRules.requireServed(
            account,
            of: try CustomerRepository(connection).customer(of: account)
        )
        let zone = try session.zoneRules(OrganisationRepository(connection).get().timeZone)
        let desk = ContractDesk(
            session: session,
            connection: connection,
            contract: id,
            zone: zone,
            now: now
        )
        let plan = try input.required("plan", "a contract takes a plan")
        guard let start = try input.date("start").map({ try zone.startOfDay($0) }) else {
            throw Failure(
                .wrongUsage,
                "a contract begins on a day",
                advice: "name it with --start"
            )
        }
        let (definition, origin) = try desk.plan(plan, at: start)
        return ContractRecord(
            id: id,
            key: key,
            account: account.id,
            name: try input.text("name", definition.name),
            profile: .daybook,
            contract: try contract(definition, origin, account, from: start, desk),
            createdAt: now,
            note: try input.optionalText("note", nil)
        )
    }

    private func contract(
        _ plan: PlanDefinition,
        _ origin: PlanOrigin,
        _ account: Account,
        from start: Instant,
        _ desk: ContractDesk,
    ) throws -> Contract {
        let alignment = try input.choice("align", Alignment.anniversary)
        let end = try end(behind: start, desk.zone)
        let order = PlanOrder(
            plan,
            currency: account.currency,
            zone: desk.zone,
            start: start,
            end: end,
            alignment: alignment == .calendar ? .calendar : .anniversary,
            startingPhase: try input.optionalText("phase", nil)
        )
        let first: ContractPlan
        do {
            first = try ContractPlan(.standard, order, of: origin)
        } catch {
            throw FailureReport.agreement(error)
        }
        return Contract(
            currency: account.currency,
            zone: desk.zone,
            first: first,
            proration: plan.proration,
            taxes: try ContractTaxes(input, desk.connection).table(),
            renewal: try renewal(),
            commitments: try commitments(of: first, account.currency),
            milestones: try milestones("invoiceMilestone", .invoice, in: account.currency)
                + milestones("revenueMilestone", .revenue, in: account.currency),
            signedAt: try input.flag("signed") ? desk.now : nil
        )
    }

    private func end(behind start: Instant, _ zone: ZoneRules) throws -> Instant? {
        guard let day = try input.date("end") else { return nil }
        let end = try zone.startOfDay(day)
        guard end > start else {
            let first = Texts.day(start, in: zone)
            throw input.expected("a day behind \(first), the first one", "end", day.iso8601)
        }
        return end
    }

    private enum Alignment: String, CaseIterable {
        case anniversary, calendar
    }

    private func renewal() throws -> RenewalTerms? {
        let uplift = try input.percent("uplift")
        if let length = try input.duration("renewal") {
            return RenewalTerms(length: length, upliftPercent: uplift)
        }
        guard uplift == nil else {
            throw Failure(
                .wrongUsage,
                "prices are raised with a renewal, and none is agreed",
                advice: "name its term with --renewal, such as P1Y"
            )
        }
        return nil
    }

    /// Promises for all of the first term.
    private func commitments(
        of plan: ContractPlan,
        _ currency: Currency,
    ) throws -> [TermCommitment] {
        let amounts = try input.numbers("commitment", "write an amount, such as 1000.00")
        if amounts.isEmpty { return [] }
        guard let end = plan.schedule.end else {
            throw Failure(
                .wrongUsage,
                "a commitment is for a term, and the contract has no end",
                advice: "name it with --end"
            )
        }
        return try amounts.sorted { $0.key < $1.key }.map { key, amount in
            guard let money = try? Money("\(amount)", currency), money.minorUnits > 0 else {
                throw Failure(.wrongUsage, "a commitment of \(amount) \(currency) is no promise")
            }
            return TermCommitment(
                key: key,
                amount: money,
                period: try Period(from: plan.schedule.start, to: end)
            )
        }
    }

    private func milestones(
        _ member: String,
        _ trigger: Milestone.Trigger,
        in currency: Currency,
    ) throws -> [Milestone] {
        let milestones = try input.numbers(member, "write a percentage, such as 25").sorted {
            $0.key < $1.key
        }
        .map { Milestone(key: $0.key, percent: $0.value, trigger) }
        do {
            _ = try milestones.parts(of: .zero(currency))
        } catch {
            throw Failure(
                .wrongUsage,
                "milestones are shares of the whole: none below 0 and no more than 100 % together"
            )
        }
        return milestones
    }
}
