import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let contractsList = Command(
        ["contracts", "list"],
        summary: "List contracts, or those of one account",
        options: [.value("account", "ACCOUNT", .text, "The account's key or id")],
        examples: [Example("daybook contracts list --account acme", "Those of one account")],
        exits: [ExitNote(.notFound, "there is no such account")],
        run: { session in
            let now = try session.now()
            let rows = try session.read { connection in
                let repository = ContractRepository(connection, zone: session.zoneRules)
                guard let word = session.invocation.text("account") else {
                    var rows: [ContractRow] = []
                    try repository.forEach { rows.append(ContractRow(record: $0, now: now)) }
                    return rows
                }
                guard let account = try CustomerRepository(connection).account(word) else {
                    throw Failure.notFound("account", word, list: "customers list")
                }
                return try repository.contracts(of: account.id)
                    .map { ContractRow(record: $0, now: now) }
            }
            try RecordOutput.write(rows, ContractRow.fields, session)
        }
    )

    static let contractsCancel = Command(
        ["contracts", "cancel"],
        summary: "End a contract early",
        arguments: [ArgumentSpec("CONTRACT", "The contract's number or id")],
        options: [
            .value("on", "DATE", .date, "The day at whose beginning it ends"),
            .flag("at-period-end", "It ends with the billing period; otherwise it ends now"),
            .flag("dry-run", "Change nothing"),
        ],
        exclusive: [["on", "at-period-end"]],
        examples: [
            Example("daybook contracts cancel C-7 --at-period-end", "Let it run out")
        ],
        exits: [
            ExitNote(.notFound, "there is no such contract"),
            ExitNote(.conflict, "it cannot be cancelled so"),
        ],
        run: { session in
            let day = try session.startOfDay("on")
            let isAtEnd = session.invocation.flag("at-period-end")
            let timing: ChangeTiming =
                day.map { .at($0) } ?? (isAtEnd ? .atNextBillingPeriod : .immediately)
            try session.changeContract("contract.cancel") { contract, now in
                try contract.cancel(timing, now: now)
                return "ends at \(contract.end?.iso8601 ?? "no time")"
            }
        }
    )

    static let contractsUncancel = Command(
        ["contracts", "uncancel"],
        summary: "Take a cancellation back that has not taken effect",
        arguments: [ArgumentSpec("CONTRACT", "The contract's number or id")],
        options: [.flag("dry-run", "Change nothing")],
        examples: [Example("daybook contracts uncancel C-7", "Let it go on")],
        exits: [
            ExitNote(.notFound, "there is no such contract"),
            ExitNote(.conflict, "it was not cancelled, or has ended"),
        ],
        run: { session in
            try session.changeContract("contract.uncancel") { contract, now in
                try contract.uncancel(now: now)
                return "goes on"
            }
        }
    )
}

extension Session {
    /// Changes a contract as its own rules allow it.
    fileprivate func changeContract(
        _ action: String,
        _ body: (inout Contract, Instant) throws -> String,
    ) throws {
        let (word, now) = (invocation.argument("CONTRACT"), try now())
        let changed = try changing(action) { connection in
            let repository = ContractRepository(connection, zone: zoneRules)
            guard var record = try repository.find(word) else {
                throw Failure.notFound("contract", word, list: "contracts list")
            }
            let outcome: String
            do {
                outcome = try body(&record.contract, now)
            } catch let error as ContractError {
                throw Failure(.conflict, "contract \(record.key): \(error)", instance: record.key)
            }
            try repository.update(record)
            return (record: record, outcome: outcome)
        }
        let record = changed.answer.record
        try report(
            "the contract \(record.key) \(changed.answer.outcome)",
            [
                .init("id", .string(record.id.description)),
                .init("state", .string(record.contract.state(at: now).rawValue)),
            ],
            entry: changed.entry
        )
    }
}

/// A contract as a list shows it.
private struct ContractRow: Sendable {
    let record: ContractRecord
    let now: Instant

    static let fields: [RecordField<ContractRow>] = [
        .text("key", .init("Number")) { $0.record.key },
        .text("name", .init("Name", cutTo: 12)) { $0.record.name },
        .text("state", .init("State")) { $0.record.contract.state(at: $0.now).rawValue },
        .text("plan", .init("Plan")) { row in
            row.record.contract.plans.last?.origin?.description
        },
        .text("currency", .init("Currency")) { $0.record.contract.currency.code },
        .text("from", .init("From")) { $0.record.contract.start.iso8601 },
        .text("to", .init("To")) { $0.record.contract.end?.iso8601 },
    ]
}
