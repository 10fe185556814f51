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
                    let keys = try CustomerRepository(connection).accountKeys()
                    var rows: [ContractRow] = []
                    try repository.forEach {
                        rows.append(ContractRow(record: $0, account: keys[$0.account], now: now))
                    }
                    return rows
                }
                let account = try session.account(word, connection)
                return try repository.contracts(of: account.id)
                    .map { ContractRow(record: $0, account: account.key, now: now) }
            }
            try RecordOutput.write(rows, ContractRow.fields, session)
        }
    )
}

/// A contract as a list shows it.
private struct ContractRow: Sendable {
    let record: ContractRecord
    let account: String?
    let now: Instant

    static let fields: [RecordField<ContractRow>] = [
        .text("key", .init("Number")) { $0.record.key },
        .text("name", .init("Name", cutTo: 12)) { $0.record.name },
        .text("account", .init("Account", cutTo: 8)) { $0.account },
        .text("state", .init("State")) { $0.record.contract.state(at: $0.now).rawValue },
        .text("plan", .init("Plan")) { row in
            row.record.contract.plans.last?.origin?.description
        },
        .text("currency", .init("Currency")) { $0.record.contract.currency.code },
        .day("from", .init("From"), in: \.record.contract.zone) { $0.record.contract.start },
        .day("to", .init("To"), in: \.record.contract.zone) { $0.record.contract.end },
    ]
}
