import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let accountsList = Command(
        ["accounts", "list"],
        summary: "List accounts with what they have still to pay",
        list: .accounts,
        options: ListWriter<AccountSummary>.options(
            sortFields: AccountList.sortFields,
            standardSort: "name"
        ),
        examples: [
            Example("daybook accounts list --filter customer:acme", "Those of one customer")
        ],
        exits: [ExitNote(.notFound, "there is no such ledger"), ExitNote(.ledgerDamaged)],
        run: { session in
            try session.read { connection in
                let accounts = AccountList(connection)
                let list = ListWriter(fields: fields, list: .accounts)
                try list.write(
                    session,
                    on: try session.today(connection),
                    page: { try accounts.page($0) },
                    sums: "open",
                    totals: { try accounts.totals(of: $0) }
                )
            }
        }
    )

    private static let fields: [RecordField<AccountSummary>] = [
        .text("name", .init("Name", cutTo: 16)) { $0.name },
        .text("key", .init("Key")) { $0.key },
        .text("customer", .init("Customer", mayBeLeftOut: true)) { $0.customerKey },
        .text("currency", .init("Currency", mayBeLeftOut: true)) { $0.currency.code },
        .text("state", .init("State", mayBeLeftOut: true)) { $0.state.rawValue },
        RecordField(
            "open",
            .init("Open", .right),
            cell: { .init(Texts.money($0.open)) },
            json: { .array($0.open.map(\.jsonObject)) }
        ),
        .text("created", .init("Created"), isDefault: false) { $0.createdAt.iso8601 },
        .text("id", .init("Id"), isDefault: false) { $0.id.description },
    ]
}
