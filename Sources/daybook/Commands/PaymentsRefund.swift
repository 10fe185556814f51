import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let paymentsRefund = Command(
        ["payments", "refund"],
        summary: "Send money back that a payment brought too much",
        discussion: """
            Only what pays nothing goes back: take it off an invoice first with `daybook payments \
            release`. A refund stays as it is booked; `undo` takes it back, and what comes back \
            from the bank is a payment again. From the amounts of the setting \
            `approve.refunds_from` on it waits for approval first: see `approvals`.
            """,
        arguments: [ArgumentSpec("PAYMENT", "The payment's reference or id")],
        options: [
            .value("amount", "AMOUNT", .text, "How much, in the payment's currency"),
            .value("on", "DATE", .date, "The day on which it went", default: .described("today")),
            .value("note", "TEXT", .text, "Why, also for whoever must approve it"),
        ] + RecordInput.options + [.flag("dry-run", "Check the refund and book nothing")],
        exclusive: RecordInput.exclusive,
        examples: [
            Example(
                "daybook payments refund 'SEPA 4711' --amount 11.00 --note 'paid twice'",
                "What was too much goes back"
            )
        ],
        exits: [
            ExitNote(.notFound, "there is no such payment"),
            ExitNote(.conflict, "not as much is left of it, or its month is closed"),
        ],
        run: { session in try Refunding(session).run() }
    )
}

/// One run of the command.
private struct Refunding {
    private let session: Session
    private let input: RecordInput

    init(_ session: Session) throws {
        self.session = session
        input = try RecordInput(session, members: ["amount", "on", "note"])
    }

    func run() throws {
        let id = try session.newID()
        let note = try input.optionalText("note", nil)
        let performed = try session.performing(.paymentRefund, note: note) { performing in
            let payment = try session.payment(performing.connection)
            let order = try requested(id, of: payment, note)
            return (order, payment, try performing.perform(.refund(order)))
        }
        let (order, payment, outcome) = performed.answer
        let reference = payment.payment.reference
        switch outcome {
        case .done(.refund(let after)): try tell(order, after, entry: performed.entry)
        case .done: preconditionFailure("a refund leaves less of its payment")
        case .waits(let approval, let able):
            try session.report(
                approval,
                approval.request.words(reference),
                able: able,
                [.init("reference", .string(reference))],
                entry: performed.entry
            )
        }
    }

    private func requested(
        _ id: RecordID,
        of payment: StoredPayment,
        _ note: String?,
    ) throws -> RefundOrder {
        let own = payment.payment
        guard let amount = try input.money("amount", own.amount.currency) else {
            throw Failure(.wrongUsage, "a refund has an amount", advice: "name it with --amount")
        }
        return RefundOrder(
            id: id,
            payment: own.id,
            amount: amount,
            madeOn: try input.date("on"),
            note: note
        )
    }

    private func tell(_ order: RefundOrder, _ after: StoredPayment, entry: Int?) throws {
        let (reference, rest) = (after.payment.reference, after.unallocated)
        try session.report(
            "refunded \(Texts.money(order.amount)) of \(reference): "
                + (rest.isZero ? "nothing of it is left" : "\(Texts.money(rest)) is not allocated"),
            [
                .init("id", .string(order.id.description)),
                .init("payment", .string(after.payment.id.description)),
                .init("reference", .string(reference)),
                .init("amount", order.amount.json),
                .init("unallocated", rest.json),
                .init("currency", .string(rest.currency.code)),
            ],
            entry: entry
        )
    }
}
