import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let creditsBalance = Command(
        ["credits", "balance"],
        summary: "Show what an account's credits have left, today or on any day",
        discussion: """
            Credits are listed in the order in which they are used. A day in the past is told as \
            it was by its end, a day in the future as it will be if nothing more happens.
            """,
        options: [
            .value("account", "ACCOUNT", .text, "The account's key or id", isRequired: true),
            .value("at", "DATE", .date, "The day", default: .described("today")),
        ],
        examples: [
            Example("daybook credits balance --account acme --at 2026-12-31", "At the year's end")
        ],
        exits: [ExitNote(.notFound, "there is no such account")],
        run: { session in
            let balance = try session.read { connection in
                let account = try session.account(
                    session.invocation.certainText("account"),
                    connection
                )
                return try CreditBalance(
                    account,
                    try session.date("at") ?? session.today(connection),
                    connection
                )
            }
            if session.invocation.flag("json") {
                try session.writeJSON(balance.json)
                return
            }
            try RecordOutput.write(balance.parts, CreditBalance.fields, session)
            let isData = ["csv", "jsonl", "quiet"].contains { session.invocation.flag($0) }
            if !isData {
                let sum = balance.total
                try session.write("\(balance.day.iso8601): \(sum.groupedText) \(sum.currency)\n")
            }
        }
    )
}

/// What the credits of an account have left on a day.
private struct CreditBalance {
    let account: Account
    let day: CivilDate
    let parts: [Part]
    let total: Money

    struct Part {
        let stored: StoredCredit
        let left: Money
    }

    init(_ account: Account, _ day: CivilDate, _ connection: Connection) throws {
        self.account = account
        self.day = day
        let repository = CreditRepository(connection)
        parts = try repository.credits(of: account.id)
            .map { Part(stored: $0, left: try $0.ledger.left(of: $0.credit.id, on: day)) }
            .filter { !$0.left.isZero }
            .sorted { MoneyCredit.isUsedBefore($0.stored.credit, $1.stored.credit) }
        total = try repository.ledger(of: account.id)?.balance(on: day) ?? .zero(account.currency)
    }

    static let fields: [RecordField<Part>] = [
        .money("left", "Left") { $0.left },
        .text("currency", .init("Currency")) { $0.left.currency.code },
        .text("expiresOn", .init("Expires")) { $0.stored.credit.expiresOn?.iso8601 },
        RecordField(
            "priority",
            .init("Priority", .right),
            cell: { .init("\($0.stored.credit.priority)") },
            json: { .integer($0.stored.credit.priority) }
        ),
        .text("purpose", .init("Purpose", cutTo: 12, mayBeLeftOut: true)) {
            $0.stored.credit.purpose
        },
        .text("id", .init("Id")) { $0.stored.id.description },
    ]

    var json: JSONValue {
        [
            "account": .string(account.key),
            "at": .string(day.iso8601),
            "balance": total.json,
            "currency": .string(total.currency.code),
            "credits": .array(parts.map { .record($0, Self.fields) }),
        ]
    }
}
