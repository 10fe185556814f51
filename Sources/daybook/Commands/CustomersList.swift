import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let customersList = Command(
        ["customers", "list"],
        summary: "List customers with what they have still to pay",
        discussion: """
            A customer whose accounts are billed in several currencies has an open amount in each.
            """,
        list: .customers,
        options: ListWriter<CustomerSummary>.options(
            sortFields: CustomerRepository.sortFields,
            standardSort: "name"
        ),
        examples: [
            Example("daybook customers list", "Show all customers by name"),
            Example("daybook customers list --sort -created --limit 5", "Show the newest five"),
        ],
        exits: [ExitNote(.notFound, "there is no such ledger"), ExitNote(.ledgerDamaged)],
        run: { session in
            try session.read { connection in
                let customers = CustomerRepository(connection)
                let list = ListWriter(fields: CustomerFields.all, list: .customers)
                try list.write(
                    session,
                    on: try session.today(connection),
                    page: { try customers.list($0) },
                    sums: "open",
                    totals: { try customers.totals(of: $0) }
                )
            }
        }
    )
}

/// The fields of a customer in lists.
enum CustomerFields {
    static let all: [RecordField<CustomerSummary>] = [
        .text("name", .init("Name", cutTo: 16)) { $0.name },
        .text("key", .init("Key")) { $0.key },
        .text("country", .init("Country", mayBeLeftOut: true)) { $0.country },
        .text("currency", .init("Currency"), isDefault: false) { $0.currency.code },
        .text("state", .init("State", mayBeLeftOut: true)) { $0.state.rawValue },
        RecordField(
            "accounts",
            .init("Accounts", .right, mayBeLeftOut: true),
            cell: { .init("\($0.accountCount)") },
            json: { .integer($0.accountCount) }
        ),
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
