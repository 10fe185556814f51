import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let paymentsUpdate = Command(
        ["payments", "update"],
        summary: "Change the reference of a payment, its method or its note",
        discussion: """
            Its amount, its day and its account stay: what was booked wrongly and pays nothing is \
            deleted and booked again.
            """,
        arguments: [ArgumentSpec("PAYMENT", "The payment's reference or id")],
        options: [
            .value("reference", "TEXT", .text, "The bank's reference"),
            .value(
                "method",
                "METHOD",
                .choice(Payment.Method.allCases.map(\.rawValue)),
                "How it was paid"
            ),
            .value("note", "TEXT", .text, "A note"),
        ] + RecordInput.options + [
            Session.versionOption, .flag("dry-run", "Check the change and make none"),
        ],
        exclusive: RecordInput.exclusive,
        examples: [
            Example("daybook payments update SEPA-47 --reference 'SEPA 4711'", "It was misspelt")
        ],
        exits: [
            ExitNote(.notFound, "there is no such payment"),
            ExitNote(.conflict, "another one has the reference, or its month is closed"),
        ],
        run: { session in
            let members = ["reference", "method", "note"]
            let input = try RecordInput(session, members: members)
            let changed = try session.changing("payment.update") { connection in
                let before = try session.payment(connection)
                let own = before.payment
                try session.requireVersion(of: own.id, .payment, connection)
                return try PaymentDesk(connection, session.clerk(connection)).describe(
                    before,
                    reference: input.text("reference", own.reference),
                    method: input.choice("method", own.method),
                    note: input.optionalText("note", before.note)
                )
            }
            try session.report(changed.answer, "changed", entry: changed.entry)
        }
    )

    static let paymentsDelete = Command(
        ["payments", "delete"],
        summary: "Remove a payment that was booked by mistake and pays nothing",
        arguments: [ArgumentSpec("PAYMENT", "The payment's reference or id")],
        options: [Session.versionOption, .flag("dry-run", "Change nothing")],
        examples: [Example("daybook payments delete SEPA-47", "It was booked twice")],
        exits: [
            ExitNote(.notFound, "there is no such payment"),
            ExitNote(.conflict, "it pays invoices, or its month is closed"),
        ],
        run: { session in
            let changed = try session.changing("payment.delete") { connection in
                let payment = try session.payment(connection)
                try session.requireVersion(of: payment.payment.id, .payment, connection)
                try PaymentDesk(connection, session.clerk(connection)).delete(payment)
                return payment.payment
            }
            let payment = changed.answer
            let amount = "\(payment.amount.groupedText) \(payment.amount.currency)"
            try session.report(
                "removed the payment \(payment.reference) of \(amount)",
                [
                    .init("id", .string(payment.id.description)),
                    .init("reference", .string(payment.reference)), .init("state", .null),
                ],
                entry: changed.entry
            )
        }
    )
}
