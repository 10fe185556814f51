import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let invoicesVoid = Command(
        ["invoices", "void"],
        summary: "Declare issued invoices void",
        discussion: """
            Only what nothing was paid or credited of. The number stays taken, what was billed is \
            due again, and its revenue is taken back in this month. From the totals of the setting \
            `approve.voids_from` on it waits for approval first: see `approvals`.

            Of several invoices, all take place or wait, or none.
            """,
        arguments: InvoiceChoice.arguments,
        options: InvoiceChoice.options + [Session.noteOption],
        examples: [
            Example("daybook invoices void INV-2026-0007", "One invoice"),
            Example("daybook invoices void --filter 'acme' --dry-run", "Try it on many"),
        ],
        exits: [
            ExitNote(.notFound, "there is no such invoice"),
            ExitNote(.notAllowed, "it may not be done by whoever acts"),
            ExitNote(.conflict, "its state does not allow it, or it waits for approval already"),
        ],
        run: { session in
            try session.actOrAskOnInvoices(.void, "is void") { invoice in
                .void(invoice: invoice.id, total: invoice.totals.total)
            }
        }
    )
}

extension Session {
    /// Does the same with each invoice that the command line names, or has it wait, all in one
    /// change.
    func actOrAskOnInvoices(
        _ act: ApprovableAct,
        _ words: String,
        _ request: (Invoice) throws -> ApprovalRequest,
    ) throws {
        let performed = try performing(act, note: invocation.text("note")) { performing in
            try InvoiceChoice.invoices(self, performing.connection).map { before in
                try InvoiceOutcome(before, performing.perform(request(before)))
            }
        }
        try InvoiceOutcome.report(performed.answer, words, entry: performed.entry, self)
    }
}

extension InvoiceOutcome {
    init(_ before: Invoice, _ outcome: ApprovalDesk.Outcome) {
        switch outcome {
        case .done(.invoice(let after)): self.init(before: before, after: after)
        case .done: preconditionFailure("what is done to an invoice changes it")
        case .waits(let approval, let able):
            self.init(before: before, after: before, waiting: (approval, able))
        }
    }
}
