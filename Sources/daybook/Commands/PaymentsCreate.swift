import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let paymentsCreate = Command(
        ["payments", "create"],
        summary: "Book a payment, and let it pay open invoices",
        discussion: """
            Without --invoice or --unallocated it pays what is due first, as far as it goes. A \
            reference is booked once for an account, so that a transfer is not entered twice.
            """,
        options: [
            .value("account", "ACCOUNT", .text, "The account's key or id", isRequired: true),
            .value(
                "amount",
                "AMOUNT",
                .text,
                "What was received, in the account's currency",
                isRequired: true
            ),
            .value("reference", "TEXT", .text, "The bank's reference", isRequired: true),
            .value("received", "DATE", .date, "The day of receipt", default: .described("today")),
            .value(
                "method",
                "METHOD",
                .choice(Payment.Method.allCases.map(\.rawValue)),
                "How it was paid",
                default: .value(Payment.Method.bankTransfer.rawValue)
            ),
            .value("invoice", "INVOICE", .text, "Pay this invoice", isRepeatable: true),
            .flag("unallocated", "Pay nothing yet"),
            .value("note", "TEXT", .text, "A note"),
            .flag("dry-run", "Say what would be paid and book nothing"),
        ],
        exclusive: [["invoice", "unallocated"]],
        examples: [
            Example(
                "daybook payments create --account acme --amount 119.00 --reference SEPA-47",
                "Pay what is due first"
            )
        ],
        exits: [
            ExitNote(.notFound, "there is no such account or invoice"),
            ExitNote(.conflict, "it is booked already, or does not fit"),
        ],
        run: { session in
            let id = try session.newID()
            let changed = try session.changing("payment.create") { connection in
                let received = try session.receivedPayment(id, connection)
                guard !session.invocation.flag("unallocated") else { return received }
                let desk = PaymentDesk(connection, try session.clerk(connection))
                return try desk.allocate(received, try session.allocationPlan(connection))
            }
            try session.report(changed.answer, "booked", entry: changed.entry)
        }
    )
}

extension Session {
    fileprivate func receivedPayment(
        _ id: RecordID,
        _ connection: Connection,
    ) throws -> StoredPayment {
        let word = invocation.certainText("account")
        guard let account = try CustomerRepository(connection).account(word) else {
            throw Failure.notFound("account", word, list: "customers list")
        }
        let amount = try money(invocation.certainText("amount"), account.currency)
        let day = try invocation.text("received").map { try CivilDate(iso8601: $0) }
        let payment = Payment(
            id: id,
            reference: invocation.certainText("reference"),
            amount: amount,
            receivedOn: try day ?? today(connection),
            method: Payment.Method(rawValue: invocation.certainText("method")) ?? .bankTransfer
        )
        return try PaymentDesk(connection, clerk(connection))
            .receive(payment, of: account.id, note: invocation.text("note"))
    }

    /// The invoices that the command line names, or what is due first.
    func allocationPlan(_ connection: Connection) throws -> AllocationPlan {
        let words = invocation.list("invoice")
        if words.isEmpty { return .oldestDueFirst }
        return .inOrder(
            try words.map { word in
                guard let invoice = try InvoiceRepository(connection).find(word) else {
                    throw Failure.notFound("invoice", word, list: "invoices list")
                }
                return invoice.id
            }
        )
    }

    func report(_ stored: StoredPayment, _ verb: String, entry: Int?) throws {
        let payment = stored.payment
        let rest = stored.unallocated
        let words =
            rest.isZero
            ? "all of it is allocated" : "\(rest.groupedText) \(rest.currency) is not allocated"
        try report(
            "\(verb) \(payment.reference), \(payment.amount.groupedText) "
                + "\(payment.amount.currency): \(words)",
            [
                .init("id", .string(payment.id.description)),
                .init("reference", .string(payment.reference)),
                .init("amount", payment.amount.json),
                .init("unallocated", rest.json),
                .init("currency", .string(rest.currency.code)),
            ],
            entry: entry
        )
    }
}
