import DaybookCore
import DaybookShapes

extension Command {
    static let contractsChange = Command(
        ["contracts", "change"],
        summary: "Go over to another plan, or to items of its own, from a day on",
        discussion: """
            What was billed of the old part behind that day is credited, and the new part charged, \
            pro rata; the next billing run does both. Billing dates and the end stay, and what was \
            agreed for later falls away. As JSON, `items` is an array of objects with `item`, \
            `act` and what it takes: `{"items":[{"item":"fee","act":"price","price":{"type":\
            "flat","amount":"90"}}]}`; acts are `price`, `raise` with `percent`, `remove`, and \
            `add` with the item as `with`. Where the setting `approve.contract_prices` says so, \
            items of its own wait for approval first: see `approvals`.
            """,
        arguments: [Session.contractArgument],
        options: [
            .value("plan", "PLAN", .text, "The key of the other plan"),
            .value(
                "align",
                "HOW",
                .choice(["anniversary", "calendar"]),
                "Count its billing periods anew",
                default: .described("as they are")
            ),
            .value("phase", "PHASE", .text, "The phase of the plan that it begins with"),
            .value(
                "raise",
                "ITEM=PERCENT",
                .text,
                "An item by so many percent dearer; below zero cheaper",
                isRepeatable: true
            ),
            .value("remove", "ITEM", .text, "An item that it goes without", isRepeatable: true),
            .value("data", "JSON", .text, "Items of its own as JSON"),
            .value("file", "FILE", .path(.file), "The same from a file; `-` reads standard input"),
            .value("from", "DATE", .date, "The first day", default: .described("today")),
            Session.noteOption,
        ] + Session.contractOptions,
        exclusive: [["plan", "data", "file"], ["plan", "raise"], ["plan", "remove"]],
        examples: [
            Example("daybook contracts change C-7 --plan scale --from 2026-12-15", "Another plan"),
            Example(
                "daybook contracts change C-7 --raise fee=-10",
                "Ten percent off from today on"
            ),
        ],
        exits: [
            ExitNote(.notFound, "there is no such contract"),
            ExitNote(.wrongUsage, "the plan has no such item or phase"),
            ExitNote(.conflict, "the contract is over, or was cancelled"),
        ],
        run: { session in
            switch try ContractChange(session) {
            case .plan(let order):
                try session.changeContract("contract.change") { contract, desk in
                    try order.make(&contract, desk)
                }
            case .items(let overrides):
                try session.changePrices(.contractChange) { _, desk in
                    let day = try desk.words(for: desk.day("from"))
                    // A day that nobody has named is that of the approval.
                    let moment = session.invocation.isGiven("from") ? try desk.day("from") : nil
                    return (.items(overrides, from: moment), "has other items from \(day) on")
                }
            }
        }
    )
}

/// What a contract goes over to.
private enum ContractChange {
    case plan(PlanChange)
    case items([ItemOverride])

    /// Another plan.
    struct PlanChange {
        let key: String
        let alignment: BillingAlignment?
        let phase: String?

        /// Makes it, and says what became of the contract.
        func make(_ contract: inout Contract, _ desk: ContractDesk) throws -> String {
            let moment = try desk.day("from")
            let (plan, origin) = try desk.plan(key, at: moment)
            try contract.change(
                to: plan,
                origin,
                from: moment,
                alignment: alignment,
                startingPhase: phase,
                now: desk.today()
            )
            return "is on \(origin) from \(desk.words(for: moment)) on"
        }
    }

    init(_ session: Session) throws {
        let invocation = session.invocation
        if let plan = invocation.text("plan") {
            let alignment: BillingAlignment? = invocation.text("align").map { word in
                word == "calendar" ? .calendar : .anniversary
            }
            let phase = invocation.text("phase")
            self = .plan(PlanChange(key: plan, alignment: alignment, phase: phase))
            return
        }
        for option in ["align", "phase"] where invocation.isGiven(option) {
            throw Failure(
                .wrongUsage,
                "--\(option) says how another plan begins, and none is named",
                advice: "name it with --plan"
            )
        }
        var overrides = try Self.written(session)
        overrides += try session.pairs("raise").map { name, value in
            ItemOverride(name, .raise(percent: try session.percent(value, of: "raise")))
        }
        overrides += invocation.list("remove").map { ItemOverride($0, .remove) }
        guard !overrides.isEmpty else {
            throw Failure(
                .wrongUsage,
                "nothing is said of what becomes of the contract",
                advice: "name a plan with --plan, or items with --raise, --remove, --data or --file"
            )
        }
        self = .items(overrides)
    }

    private static func written(_ session: Session) throws -> [ItemOverride] {
        guard let (source, bytes) = try RecordInput.json(session) else { return [] }
        do throws(ShapeFaults) {
            return try OverrideFile(bytes).overrides
        } catch {
            let faults = error.faults.map(\.description).joined(separator: "; ")
            throw Failure(.wrongUsage, "\(source): \(faults)")
        }
    }
}
