import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let paymentsCreate = Command(
        ["payments", "create"],
        summary: "Book a payment, and let it pay open invoices",
        discussion: """
            Without --invoice or --unallocated it pays what is due first of the account, as far as \
            it goes; with --all-accounts of all accounts of its customer. Invoices that are named \
            may be of any of these. A reference is booked once for an account, so that a transfer \
            is not entered twice.
            """,
        options: [
            .value("account", "ACCOUNT", .text, "The account's key or id"),
            .value("amount", "AMOUNT", .text, "What was received, in the account's currency"),
            .value("reference", "TEXT", .text, "The bank's reference"),
            .value("received", "DATE", .date, "The day of receipt", default: .described("today")),
            .value(
                "method",
                "METHOD",
                .choice(Payment.Method.allCases.map(\.rawValue)),
                "How it was paid",
                default: .value(Payment.Method.bankTransfer.rawValue)
            ),
            .value("invoice", "INVOICE", .text, "Pay this invoice", isRepeatable: true),
            .flag("all-accounts", "Pay what is due first of all accounts of the customer"),
            .flag("unallocated", "Pay nothing yet"),
            .value("note", "TEXT", .text, "A note"),
        ] + RecordInput.options + [.flag("dry-run", "Say what would be paid and book nothing")],
        exclusive: [["invoice", "unallocated", "all-accounts"]] + RecordInput.exclusive,
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
            let input = try RecordInput(session, members: paymentMembers)
            let invoices = try input.texts("invoices", option: "invoice", [])
            let isUnallocated = try input.flag("unallocated")
            let isOfAll = try input.flag("allAccounts")
            if isUnallocated && (isOfAll || !invoices.isEmpty) || isOfAll && !invoices.isEmpty {
                throw Failure(
                    .wrongUsage,
                    "name invoices, pay those of all accounts, or pay nothing yet: one of these"
                )
            }
            let changed = try session.changing("payment.create") { connection in
                let received = try session.receivedPayment(input, id, connection)
                if isUnallocated { return received }
                let desk = PaymentDesk(connection, try session.clerk(connection))
                let plan = try session.allocationPlan(invoices, isOfAll: isOfAll, connection)
                return try desk.allocate(received, plan)
            }
            try session.report(changed.answer, "booked", entry: changed.entry)
        }
    )

    private static let paymentMembers = [
        "account", "amount", "reference", "received", "method", "invoices",
        "allAccounts", "unallocated", "note",
    ]
}

extension Session {
    fileprivate func receivedPayment(
        _ input: RecordInput,
        _ id: RecordID,
        _ connection: Connection,
    ) throws -> StoredPayment {
        let word = try input.required("account", "a payment comes from an account")
        let account = try account(word, connection)
        guard let amount = try input.money("amount", account.currency) else {
            throw Failure(.wrongUsage, "a payment has an amount", advice: "name it with --amount")
        }
        let today = try today(connection)
        let received = try input.date("received") ?? today
        try requireLikely(received, today)
        let payment = Payment(
            id: id,
            reference: try input.required("reference", "a payment has a reference"),
            amount: amount,
            receivedOn: received,
            method: try input.choice("method", .bankTransfer)
        )
        return try PaymentDesk(connection, clerk(connection))
            .receive(payment, of: account.id, note: input.optionalText("note", nil))
    }

    /// A slip of the finger puts a payment into another century. Banks may be some days ahead.
    private func requireLikely(_ received: CivilDate, _ today: CivilDate) throws {
        let days = received.days(until: today)
        guard days < -10 || days > 3_660 else { return }
        throw Failure(
            .wrongUsage,
            "--received: \(received.iso8601) is "
                + (days < 0 ? "still to come" : "more than ten years ago"),
            advice: days < 0 ? nil : "`daybook import` takes old payments"
        )
    }

    /// The invoices of these names, or what is due first.
    ///
    /// - Parameter isOfAll: of all accounts of the customer
    func allocationPlan(
        _ words: [String],
        isOfAll: Bool,
        _ connection: Connection,
    ) throws -> AllocationPlan {
        if isOfAll && !words.isEmpty {
            throw Failure(.wrongUsage, "name invoices or pay those of all accounts, not both")
        }
        if words.isEmpty { return isOfAll ? .oldestDueOfAllAccounts : .oldestDueFirst }
        return .inOrder(
            try words.map { word in
                guard let invoice = try Session.inAnyCase(word, InvoiceRepository(connection).find)
                else {
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
