import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let contractsList = Command(
        ["contracts", "list"],
        summary: "List contracts, account by account",
        discussion: """
            Days that filters ask for are those of the organisation's time zone; a contract is \
            shown in the state in which it is now.
            """,
        list: .contracts,
        options: [.value("account", "ACCOUNT", .text, "Only those of this account")]
            + ListWriter<ContractRow>.options(
                sortFields: ContractList.sortFields,
                standardSort: "account,from"
            ),
        examples: [
            Example("daybook contracts list --account acme", "Those of one account"),
            Example(
                "daybook contracts list --filter 'is:active to:<+90d' --sort to",
                "Those that end in three months"
            ),
        ],
        exits: [ExitNote(.notFound, "there is no such account")],
        run: { session in
            let (now, zone) = (try session.now(), try session.organisationZone())
            try session.read { connection in
                let account = try session.invocation.text("account").map { word in
                    try session.account(word, connection).id
                }
                let contracts = ContractList(
                    connection,
                    at: now,
                    zone: zone,
                    zones: session.zoneRules
                )
                try ListWriter(fields: ContractRow.fields, list: .contracts).write(
                    session,
                    on: session.today(connection),
                    page: { request in
                        let page = try contracts.page(request, of: account)
                        let customers = CustomerRepository(connection)
                        let rows = try page.records.map { record in
                            let owner = try customers.owner(of: record.account)
                            return ContractRow(record: record, account: owner.accountKey, now: now)
                        }
                        return ListPage(records: rows, next: page.next)
                    },
                    totals: { try contracts.totals(of: $0, account: account) }
                )
            }
        }
    )
}

/// A contract as a list shows it.
private struct ContractRow: Sendable {
    let record: ContractRecord
    let account: String
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
        .text("signed", .init("Signed"), isDefault: false) { $0.record.contract.signedAt?.iso8601 },
        .text("id", .init("Id"), isDefault: false) { $0.record.id.description },
    ]
}
