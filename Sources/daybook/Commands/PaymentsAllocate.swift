import DaybookCore
import DaybookStore

extension Command {
    static let paymentsAllocate = Command(
        ["payments", "allocate"],
        summary: "Let what is left of a payment pay invoices",
        discussion: """
            Without invoices it pays what is due first of its own account, as far as it goes, or \
            of all accounts of the customer. Invoices that are named may be of any of these: in \
            the statements of both accounts that is a transfer.
            """,
        arguments: [
            ArgumentSpec("PAYMENT", "The payment's reference or id"),
            ArgumentSpec("INVOICE", "Pay this invoice", count: .repeated),
        ],
        options: [
            .value("invoice", "INVOICE", .text, "Pay this invoice too", isRepeatable: true),
            .flag("all-accounts", "Pay what is due first of all accounts of the customer"),
            .flag("dry-run", "Say what would be paid and change nothing"),
        ],
        exclusive: [["invoice", "all-accounts"]],
        examples: [
            Example("daybook payments allocate 'SEPA 4711'", "Pay what is due first"),
            Example(
                "daybook payments allocate 'SEPA 4711' INV-2026-0007 INV-2026-0009",
                "Pay these, one after the other"
            ),
        ],
        exits: [
            ExitNote(.notFound, "there is no such payment or invoice"),
            ExitNote(.conflict, "it does not fit"),
        ],
        run: { session in
            let invocation = session.invocation
            let invoices = invocation.argumentList("INVOICE") + invocation.list("invoice")
            let isOfAll = invocation.flag("all-accounts")
            let changed = try session.changing("payment.allocate") { connection in
                let desk = PaymentDesk(connection, try session.clerk(connection))
                let before = try session.payment(connection)
                let plan = try session.allocationPlan(invoices, isOfAll: isOfAll, connection)
                let after = try desk.allocate(before, plan)
                if after == before { throw Self.nothing(before.payment, isOfAll: isOfAll) }
                return after
            }
            try session.report(changed.answer, "allocated", entry: changed.entry)
        }
    )

    private static func nothing(_ payment: Payment, isOfAll: Bool) -> Failure {
        let whose = isOfAll ? "customer" : "account"
        return Failure(
            .conflict,
            "\(payment.reference) pays nothing more: it is used up, or nothing of the \(whose) "
                + "is open in its currency",
            instance: payment.reference
        )
    }
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
