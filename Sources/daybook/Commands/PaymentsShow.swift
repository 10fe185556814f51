import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let paymentsShow = Command(
        ["payments", "show"],
        summary: "Show a payment and the invoices that it pays",
        arguments: [ArgumentSpec("PAYMENT", "The payment's reference or id")],
        examples: [Example("daybook payments show 'SEPA 4711'", "What it pays")],
        exits: [ExitNote(.notFound, "there is no such payment")],
        run: { session in
            let (stored, parts, version) = try session.read { connection in
                let stored = try session.payment(connection)
                return (
                    stored, try PaymentRepository(connection).parts(of: stored),
                    try RecordVersions(connection).version(of: stored.payment.id, .payment)
                )
            }
            let payment = stored.payment
            if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                try session.writeJSON([
                    "id": .string(payment.id.description),
                    "reference": .string(payment.reference),
                    "account": .string(stored.accountKey),
                    "receivedOn": .string(payment.receivedOn.iso8601),
                    "method": .string(payment.method.rawValue),
                    "amount": payment.amount.json,
                    "unallocated": stored.unallocated.json,
                    "currency": .string(payment.amount.currency.code),
                    "note": .text(stored.note),
                    "version": version.map { .integer($0) } ?? .null,
                    "allocations": .array(parts.map { .record($0, fields) }),
                ])
            } else if session.invocation.flag("csv") {
                try RecordOutput.write(parts, fields, session)
            } else {
                try session.write(
                    try RecordOutput.facts(facts(stored), session) + "\n"
                        + RecordOutput.table(parts, fields, session)
                )
            }
        }
    )

    private static let fields: [RecordField<StoredPayment.Part>] = [
        .text("invoice", .init("Invoice")) { $0.invoice },
        .text("madeOn", .init("On")) { $0.madeOn.iso8601 },
        .money("amount", "Amount") { $0.amount },
    ]

    private static func facts(_ stored: StoredPayment) -> [(name: String, value: TextTable.Cell)] {
        let payment = stored.payment
        let currency = payment.amount.currency
        var facts: [(name: String, value: TextTable.Cell)] = [
            ("Payment", .init(payment.reference, .heading)),
            ("Account", .init(stored.accountKey)),
            ("Received", .init(payment.receivedOn.iso8601)),
            ("Method", .init(payment.method.rawValue)),
            ("Amount", .init("\(payment.amount.groupedText) \(currency)")),
            ("Unallocated", .init("\(stored.unallocated.groupedText) \(currency)")),
        ]
        if let note = stored.note { facts.append(("Note", .init(note))) }
        facts.append(("Id", .init(payment.id.description, .quiet)))
        return facts
    }
}
