import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let paymentsShow = Command(
        ["payments", "show"],
        summary: "Show a payment, the invoices that it pays, and what of it went back",
        discussion: """
            What was taken off an invoice after the books of its month were closed was paid until \
            then: it stands below, with the day from which on it is owed again. As CSV that is an \
            amount below zero.
            """,
        arguments: [ArgumentSpec("PAYMENT", "The payment's reference or id")],
        examples: [Example("daybook payments show 'SEPA 4711'", "What it pays")],
        exits: [ExitNote(.notFound, "there is no such payment")],
        run: { session in
            let (stored, booked, refunds, version) = try session.read { connection in
                let stored = try session.payment(connection)
                let payments = PaymentRepository(connection)
                return (
                    stored, try payments.parts(of: stored), try payments.refunds(of: stored),
                    try RecordVersions(connection).version(of: stored.payment.id, .payment)
                )
            }
            let payment = stored.payment
            let parts = booked.filter { !$0.amount.isNegative }
            let releases = booked.filter { $0.amount.isNegative }
            if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                try session.writeJSON([
                    "id": .string(payment.id.description),
                    "reference": .string(payment.reference),
                    "account": .string(stored.accountKey),
                    "receivedOn": .string(payment.receivedOn.iso8601),
                    "method": .string(payment.method.rawValue),
                    "amount": payment.amount.json,
                    "refunded": stored.refunded.json,
                    "unallocated": stored.unallocated.json,
                    "currency": .string(payment.amount.currency.code),
                    "note": .text(stored.note),
                    "version": version.map { .integer($0) } ?? .null,
                    "allocations": .array(parts.map { .record($0, fields) }),
                    "releases": .array(releases.map { .record($0, releaseFields) }),
                    "refunds": .array(refunds.map { .record($0, refundFields) }),
                ])
            } else if session.invocation.flag("csv") {
                try RecordOutput.write(booked, fields, session)
            } else {
                // Whose invoices they are is only said where they are another's too.
                let isOwn = parts.allSatisfy { $0.account == stored.accountKey }
                let isShown = { (field: RecordField<StoredPayment.Part>) in
                    field.isDefault || !isOwn
                }
                var text = try RecordOutput.facts(facts(stored), session) + "\n"
                if refunds.isEmpty || !parts.isEmpty {
                    text += try RecordOutput.table(parts, fields.filter(isShown), session)
                }
                if !releases.isEmpty {
                    text += "\n"
                    text += try RecordOutput.table(
                        releases,
                        releaseFields.filter(isShown),
                        session
                    )
                }
                if !refunds.isEmpty {
                    text += parts.isEmpty ? "" : "\n"
                    text += try RecordOutput.table(refunds, refundFields, session)
                }
                try session.write(text)
            }
        }
    )

    private static let fields: [RecordField<StoredPayment.Part>] = [
        .text("invoice", .init("Invoice")) { $0.invoice },
        .text("account", .init("Account"), isDefault: false) { $0.account },
        .text("madeOn", .init("On")) { $0.madeOn.iso8601 },
        .money("amount", "Amount") { $0.amount },
    ]

    private static let releaseFields: [RecordField<StoredPayment.Part>] = [
        .text("invoice", .init("Taken off")) { $0.invoice },
        .text("account", .init("Account"), isDefault: false) { $0.account },
        .text("releasedOn", .init("On")) { $0.madeOn.iso8601 },
        .money("amount", "Amount") { $0.amount.negated },
    ]

    private static let refundFields: [RecordField<Refund>] = [
        .text("refundedOn", .init("Refunded on")) { $0.madeOn.iso8601 },
        .money("amount", "Amount") { $0.amount },
        .text("note", .init("Note", cutTo: 20)) { $0.note },
        .text("id", .init("Id", mayBeLeftOut: true)) { $0.id.description },
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
        ]
        if !stored.refunded.isZero {
            facts.append(("Refunded", .init("\(stored.refunded.groupedText) \(currency)")))
        }
        facts.append(
            ("Unallocated", .init("\(stored.unallocated.groupedText) \(currency)"))
        )
        if let note = stored.note { facts.append(("Note", .init(note))) }
        facts.append(("Id", .init(payment.id.description, .quiet)))
        return facts
    }
}
