import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let simulate = Command(
        ["simulate"],
        summary: "Show what past usage would have cost at a plan's prices",
        discussion: """
            Each account's usage of each month is priced anew, also of accounts that are on \
            another plan. Fees that do not depend on usage are left out. A draft is a plan too: \
            try prices before you publish them. Nothing is written.
            """,
        options: [
            .value("plan", "PLAN", .text, "The plan's key", isRequired: true),
            .value(
                "plan-version",
                "N",
                .integer(1...Int.max),
                "The version of the plan",
                default: .described("the last one, also a draft")
            ),
            .value("from", "DATE", .date, "The first day of usage", isRequired: true),
            .value(
                "to",
                "DATE",
                .date,
                "The day at whose beginning usage ends",
                default: .described("today")
            ),
            .value(
                "currency",
                "CODE",
                .text,
                "The prices of this currency",
                default: .described("the plan's first one")
            ),
        ],
        examples: [
            Example(
                "daybook simulate --plan growth --plan-version 3 --from 2026-01-01",
                "This year at the new prices"
            )
        ],
        exits: [
            ExitNote(.notFound, "there is no such plan or version"),
            ExitNote(.conflict, "usage cannot be told, or priced so"),
            ExitNote(.stopped),
        ],
        run: { session in try SimulationCommand(session).run() }
    )
}

/// One run of the command.
private struct SimulationCommand {
    let session: Session
    private let zone: ZoneRules
    private let period: Period<CivilDate>
    private let book: [String: PriceTerms]
    private let currency: Currency

    init(_ session: Session) throws {
        self.session = session
        let zone = try session.organisationZone()
        let from = try session.civilDate(session.invocation.certainText("from"), "--from")
        let to = try session.date("to")
        let end = try to ?? zone.date(of: session.now())
        guard from < end else {
            throw Failure(
                .wrongUsage,
                "--to must lie behind --from",
                advice: "nothing lies between them"
            )
        }
        self.zone = zone
        period = try Period(from: from, to: end)
        let plan = try Self.plan(session)
        currency = try Self.currency(of: plan, session)
        var book: [String: PriceTerms] = [:]
        for card in plan.phases.flatMap(\.rateCards) {
            guard let product = card.product, let terms = card.prices[currency],
                terms.price.usageDetail != nil
            else { continue }
            // Later phases are what an account comes to in the end.
            book[product] = terms
        }
        self.book = book
    }

    private static func plan(_ session: Session) throws -> PlanDefinition {
        let key = session.invocation.certainText("plan")
        let history = try session.read { try CatalogueRepository($0).plans.history(of: key) }
        guard let history else { throw Failure.notFound("plan", key, list: "plans list") }
        let number =
            session.invocation.integer("plan-version") ?? history.versions.last?.number ?? 1
        guard let version = history.version(number) else {
            throw Failure(
                .notFound,
                "\(key) has no version \(number)",
                advice: "`daybook plans list` shows what there is"
            )
        }
        return version.content
    }

    private static func currency(of plan: PlanDefinition, _ session: Session) throws -> Currency {
        guard let code = session.invocation.text("currency") else {
            guard let first = plan.currencies.first else {
                throw Failure(.conflict, "the plan \(plan.name) has no currency")
            }
            return first
        }
        guard let currency = plan.currencies.first(where: { $0.code == code.uppercased() }) else {
            let known = plan.currencies.map(\.code).joined(separator: ", ")
            throw Failure(
                .wrongUsage,
                "the plan has no prices in \(code)",
                advice: "it has \(known)"
            )
        }
        return currency
    }

    func run() throws {
        if book.isEmpty {
            throw Failure(.conflict, "no price of the plan in \(currency) depends on usage")
        }
        Interrupts.hold()
        let details = book.compactMapValues(\.price.usageDetail)
        let usage = try session.read { connection in
            let past = PastUsage(connection, zone: zone)
            let places = try past.places()
            var line = ProgressLine(session)
            defer { try? line.clear() }
            var usage: [Simulation.Usage] = []
            for (index, place) in places.enumerated() {
                try ProgressLine.checkInterrupt("stopped; nothing was written")
                try line.show("accounts", index, of: places.count)
                usage += try past.usage(of: place, during: period, details)
            }
            return usage
        }
        let result: Simulation.Result
        do {
            result = try Simulation(book, currency, .daybook).run(usage)
        } catch {
            throw Failure(.conflict, "\(error)")
        }
        try show(result)
    }

    private func show(_ result: Simulation.Result) throws {
        if session.invocation.flag("json") {
            try session.writeJSON([
                "from": .string(period.from.iso8601),
                "to": .string(period.to.iso8601),
                "currency": .string(currency.code),
                "items": .array(result.customers.map { .record($0, Self.fields) }),
                "total": result.total.json,
            ])
            return
        }
        try RecordOutput.write(result.customers, Self.fields, session)
        if session.invocation.flag("csv") || session.invocation.flag("jsonl")
            || session.invocation.flag("quiet")
        {
            return
        }
        let number = result.customers.count
        let count = number == 1 ? "1 account" : "\(Texts.count(number)) accounts"
        try session.write("\(count): \(result.total.groupedText) \(currency)\n")
    }

    private static let fields: [RecordField<Simulation.Bill>] = [
        .text("account", .init("Account")) { $0.customer },
        .money("total", "Total") { $0.total },
    ]
}
