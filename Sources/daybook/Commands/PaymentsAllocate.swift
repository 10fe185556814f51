import DaybookCore
import DaybookStore

extension Command {
    static let paymentsAllocate = Command(
        ["payments", "allocate"],
        summary: "Let what is left of a payment pay invoices",
        discussion: "Without --invoice it pays what is due first, as far as it goes.",
        arguments: [ArgumentSpec("PAYMENT", "The payment's reference or id")],
        options: [
            .value("invoice", "INVOICE", .text, "Pay this invoice", isRepeatable: true),
            .flag("dry-run", "Say what would be paid and change nothing"),
        ],
        examples: [
            Example("daybook payments allocate 'SEPA 4711'", "Pay what is due first")
        ],
        exits: [
            ExitNote(.notFound, "there is no such payment or invoice"),
            ExitNote(.conflict, "it does not fit"),
        ],
        run: { session in
            let changed = try session.changing("payment.allocate") { connection in
                let desk = PaymentDesk(connection, try session.clerk(connection))
                let before = try session.payment(connection)
                let after = try desk.allocate(
                    before,
                    try session.allocationPlan(
                        session.invocation.list("invoice"),
                        connection
                    )
                )
                if after == before {
                    throw Failure(
                        .conflict,
                        "\(before.payment.reference) pays nothing more: it is used up, or "
                            + "nothing of the account is open in its currency",
                        instance: before.payment.reference
                    )
                }
                return after
            }
            try session.report(changed.answer, "allocated", entry: changed.entry)
        }
    )
}

extension Session {
    /// The payment that the command line names.
    func payment(_ connection: Connection) throws -> StoredPayment {
        let word = invocation.argument("PAYMENT")
        let found = try PaymentRepository(connection).find(word)
        guard let first = found.first else {
            throw Failure.notFound("payment", word, list: "payments list")
        }
        guard found.count == 1 else {
            let accounts = found.map(\.accountKey).joined(separator: ", ")
            throw Failure(
                .conflict,
                "\(Words.quoted(word)) is a payment of several accounts: \(accounts)",
                advice: "use the id, which `daybook payments list --columns id,account` shows",
                instance: word
            )
        }
        return first
    }
}
