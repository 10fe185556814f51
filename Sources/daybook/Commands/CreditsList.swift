import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let creditsList = Command(
        ["credits", "list"],
        summary: "List credits with what is left of them",
        discussion: "The totals are what is left today, a currency each.",
        list: .credits,
        options: ListWriter<CreditSummary>.options(
            sortFields: CreditList.sortFields,
            standardSort: "-created"
        ),
        examples: [
            Example("daybook credits list --filter 'is:usable acme'", "What one can still use"),
            Example("daybook credits list --sort expires --filter is:usable", "What ends next"),
        ],
        exits: [ExitNote(.notFound, "there is no such ledger"), ExitNote(.ledgerDamaged)],
        run: { session in
            try session.read { connection in
                let today = try session.today(connection)
                let credits = CreditList(connection, on: today)
                try ListWriter(fields: fields, list: .credits).write(
                    session,
                    on: today,
                    page: { try credits.page($0) },
                    sums: "left",
                    totals: { try credits.totals(of: $0) }
                )
            }
        }
    )

    private static let fields: [RecordField<CreditSummary>] = [
        .text("account", .init("Account", cutTo: 10)) { $0.stored.accountKey },
        .text("customer", .init("Customer", cutTo: 10), isDefault: false) { $0.customerName },
        .money("amount", "Granted") { $0.credit.amount },
        .money("used", "Used", isDefault: false) { $0.sums.used },
        .money("deducted", "Deducted", isDefault: false) { $0.sums.deducted },
        .money("voided", "Voided", isDefault: false) { $0.sums.voided },
        .money("expired", "Expired", isDefault: false) { $0.sums.expired },
        .money("left", "Left") { $0.left },
        .text("currency", .init("Currency", mayBeLeftOut: true)) { $0.left.currency.code },
        RecordField(
            "priority",
            .init("Priority", .right),
            isDefault: false,
            cell: { .init("\($0.credit.priority)") },
            json: { .integer($0.credit.priority) }
        ),
        .text("effectiveOn", .init("From")) { $0.credit.effectiveOn.iso8601 },
        .text("expiresOn", .init("Expires")) { $0.credit.expiresOn?.iso8601 },
        RecordField(
            "products",
            .init("Products", cutTo: 10),
            isDefault: false,
            cell: { .init($0.credit.scope.products.sorted().joined(separator: ", ")) },
            json: { .array($0.credit.scope.products.sorted().map { .string($0) }) }
        ),
        RecordField(
            "every",
            .init("Every"),
            isDefault: false,
            cell: { .init($0.credit.recurrence?.interval.description ?? "") },
            json: { .text($0.credit.recurrence?.interval.iso8601) }
        ),
        .text("until", .init("Until"), isDefault: false) {
            $0.credit.recurrence?.until?.iso8601
        },
        .text("state", .init("State")) { $0.standing.rawValue },
        .text("purpose", .init("Purpose", cutTo: 12, mayBeLeftOut: true)) { $0.credit.purpose },
        .text("id", .init("Id", mayBeLeftOut: true)) { $0.stored.id.description },
    ]
}
