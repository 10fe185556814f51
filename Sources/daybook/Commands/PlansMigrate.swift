import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let plansMigrate = Command(
        ["plans", "migrate"],
        summary: "Let contracts go over to the version of their plan that is in force",
        discussion: """
            Every contract that is on another version of the plan on that day goes over to it, as \
            `contracts change` would: old parts are credited and new ones charged, pro rata, by \
            the next billing run. What cannot go over is listed with the reason and stays.
            """,
        arguments: [ArgumentSpec("PLAN", "The key of the plan")],
        options: [
            .value("from", "DATE", .date, "The first day", default: .described("today")),
            .value("contract", "CONTRACT", .text, "Only this one", isRepeatable: true),
            .flag("dry-run", "List what would go over and change nothing"),
        ],
        examples: [
            Example("daybook plans migrate growth --from 2027-01-01 --dry-run", "Who would")
        ],
        exits: [
            ExitNote(.notFound, "there is no such plan or contract"),
            ExitNote(.conflict, "no version is in force on that day"),
        ],
        run: { session in
            let plan = session.invocation.argument("PLAN")
            let changed = try session.changing("plan.migrate") { connection in
                try PlanMigration(session, connection, plan).run()
            }
            try session.report(changed.answer, entry: changed.entry)
        }
    )
}

/// What became of one contract.
private struct MigratedContract {
    let key: String
    let before: PlanOrigin
    let after: PlanOrigin
    /// Why it stays as it is; nil where it goes over.
    let obstacle: String?

    static let fields: [RecordField<MigratedContract>] = [
        .text("contract", .init("Contract")) { $0.key },
        .text("before", .init("Before")) { $0.before.description },
        .text("after", .init("After")) { $0.obstacle == nil ? $0.after.description : nil },
        .text("obstacle", .init("Stays because", mayBeLeftOut: true)) { $0.obstacle },
    ]
}

private struct PlanMigration {
    private let session: Session
    private let connection: Connection
    private let plan: String
    private let repository: ContractRepository

    init(_ session: Session, _ connection: Connection, _ plan: String) {
        (self.session, self.connection, self.plan) = (session, connection, plan)
        repository = ContractRepository(connection, zone: session.zoneRules)
    }

    func run() throws -> [MigratedContract] {
        guard try CatalogueRepository(connection).plans.history(of: plan) != nil else {
            throw Failure.notFound("plan", plan, list: "plans list")
        }
        let words = session.invocation.list("contract")
        let keys = words.isEmpty ? try repository.keys(onPlan: plan) : words
        return try keys.compactMap { key in
            guard let record = try repository.find(key) else {
                throw Failure.notFound("contract", key, list: "contracts list")
            }
            return try migrate(record)
        }
    }

    /// Nil for what is on the plan no more, or on its version already.
    private func migrate(_ record: ContractRecord) throws -> MigratedContract? {
        var record = record
        let zone = record.contract.zone
        let now = try session.now()
        let desk = ContractDesk(
            session: session,
            connection: connection,
            contract: record.id,
            zone: zone,
            now: now
        )
        let moment = try desk.day("from")
        let (definition, origin) = try desk.plan(plan, at: moment)
        guard let before = record.contract.currentPlan(at: moment).origin, before.plan == plan,
            before != origin, record.contract.state(at: moment) != .ended
        else { return nil }
        var obstacle: String?
        do {
            try record.contract.change(
                to: definition,
                origin,
                from: moment,
                now: desk.today()
            )
            try repository.update(record)
        } catch let error as ContractError {
            obstacle = "\(error)"
        }
        return MigratedContract(
            key: record.key,
            before: before,
            after: origin,
            obstacle: obstacle
        )
    }
}

extension Session {
    fileprivate func report(_ contracts: [MigratedContract], entry: Int?) throws {
        if invocation.flag("json") {
            try writeJSON([
                "items": .array(contracts.map { .record($0, MigratedContract.fields) }),
                "journal": entry.map { .integer($0) } ?? .null,
            ])
            return
        }
        try RecordOutput.write(contracts, MigratedContract.fields, self)
        let isForPeople = !["jsonl", "csv", "quiet"].contains { invocation.flag($0) }
        guard isForPeople else { return }
        let count = contracts.count { $0.obstacle == nil }
        let words = count == 1 ? "1 contract" : "\(Texts.count(count)) contracts"
        let verb =
            invocation.flag("dry-run") ? "would go over" : count == 1 ? "goes over" : "go over"
        try write("\(words) \(verb)\n")
    }
}
