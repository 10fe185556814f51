// What lives in this folder: what follows from acts by itself, as values. What is done by a step is
// done elsewhere, by the same desks that people use.

/// The kind of record that a workflow is about.
package enum WorkflowSubject: String, CaseIterable, Sendable {
    case invoice, customer, account, credit, payment

    /// What filters can ask of such a record.
    package var fields: FilterFields { list.fields }

    /// The list of such records.
    package var list: FilteredList {
        switch self {
        case .invoice: .invoices
        case .customer: .customers
        case .account: .accounts
        case .credit: .credits
        case .payment: .payments
        }
    }

    /// The acts that begin workflows, each with the kind of record that it is about.
    package static let acts: [String: WorkflowSubject] = [
        "account.create": .account, "account.update": .account, "bill.run": .invoice,
        "contract.cancel": .account, "contract.create": .account, "contract.renew": .account,
        "credit-note.create": .invoice, "credit.deduct": .credit, "credit.grant": .credit,
        "credit.update": .credit, "credit.void": .credit,
        "customer.create": .customer, "customer.update": .customer,
        "invoice.approve": .invoice, "invoice.collect": .invoice, "invoice.give-up": .invoice,
        "invoice.issue": .invoice, "invoice.recalculate": .invoice,
        "invoice.reinstate": .invoice, "invoice.reopen": .invoice, "invoice.void": .invoice,
        "invoice.write-off": .invoice, "payment.allocate": .payment, "payment.create": .payment,
        "payment.refund": .payment, "payment.release": .payment,
        "payment.update": .payment, paid: .invoice,
    ]

    /// An invoice is paid in full, by whichever payment did the rest. It is no act of its own: it
    /// follows from those that let payments pay.
    package static let paid = "invoice.paid"

    /// The acts as the journal calls them from which others follow: what is paid, and what is
    /// allocated as soon as it is received.
    package static let sources: [String: [String]] = [
        paid: ["payment.allocate", "payment.create"],
        "payment.allocate": ["payment.allocate", "payment.create"],
    ]
}
