import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let paymentsList = Command(
        ["payments", "list"],
        summary: "List payments, the latest first",
        options: [
            .value("account", "ACCOUNT", .text, "Only those of this account"),
            RecordOutput.limitOption,
        ],
        examples: [Example("daybook payments list --account acme", "Those of one account")],
        exits: [ExitNote(.notFound, "there is no such account")],
        run: { session in
            let limit = session.invocation.certainInteger("limit")
            let payments = try session.read { connection in
                let account = try session.invocation.text("account").map { word in
                    try session.account(word, connection).id
                }
                return try PaymentRepository(connection).list(of: account, limit: limit)
            }
            try RecordOutput.write(payments, fields, session)
        }
    )

    private static let fields: [RecordField<StoredPayment>] = [
        .text("reference", .init("Reference", cutTo: 12)) { $0.payment.reference },
        .text("account", .init("Account", cutTo: 10)) { $0.accountKey },
        .text("receivedOn", .init("Received")) { $0.payment.receivedOn.iso8601 },
        .text("method", .init("Method")) { $0.payment.method.rawValue },
        .money("amount", "Amount") { $0.payment.amount },
        .money("unallocated", "Unallocated") { $0.unallocated },
        .text("currency", .init("Currency")) { $0.payment.amount.currency.code },
        .text("note", .init("Note"), isDefault: false) { $0.note },
        .text("id", .init("Id"), isDefault: false) { $0.payment.id.description },
    ]
}
