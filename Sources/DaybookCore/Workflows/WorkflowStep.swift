/// One step of a workflow.
package enum WorkflowStep: Hashable, Sendable {
    /// Something is done to the invoice that the workflow is about.
    case invoice(InvoiceStep)
    /// The account of the record gets a credit.
    case grant(Gift)
    /// A line is added to the note on the record's customer.
    case note(String)
    /// Nothing is done for a while.
    case wait(CalendarDuration)
    /// Nothing more is done to records that a filter lets through.
    case stop(String)

    package enum InvoiceStep: String, CaseIterable, Sendable {
        case approve, issue, void
        case giveUp = "give-up"
        case reinstate
        case writeOff = "write-off"
    }

    package struct Gift: Hashable, Sendable {
        package let amount: Money
        package let priority: Int
        /// Counted from the day on which it is given; nil where it does not end.
        package let expiresAfter: CalendarDuration?
        package let purpose: String

        package init(
            _ amount: Money,
            priority: Int,
            expiresAfter: CalendarDuration?,
            purpose: String,
        ) {
            self.amount = amount
            self.priority = priority
            self.expiresAfter = expiresAfter
            self.purpose = purpose
        }
    }

    /// The word that names its kind.
    package var kind: String {
        switch self {
        case .invoice(let step): step.rawValue
        case .grant: "grant"
        case .note: "note"
        case .wait: "wait"
        case .stop: "stop"
        }
    }

    /// What the journal calls it; nil for one that changes no record.
    package var action: String? {
        switch self {
        case .invoice(let step): "invoice.\(step.rawValue)"
        case .grant: "credit.grant"
        case .note: "customer.update"
        case .wait, .stop: nil
        }
    }

    package static var kinds: [String] {
        InvoiceStep.allCases.map(\.rawValue) + ["grant", "note", "wait", "stop"]
    }

    /// Whether it can be done to a kind of record.
    package func fits(_ subject: WorkflowSubject) -> Bool {
        switch self {
        case .invoice: subject == .invoice
        case .grant: subject != .customer
        case .note, .stop, .wait: true
        }
    }
}
