/// The lists that take filters, and that filters can be saved for.
package enum FilteredList: String, CaseIterable, Sendable {
    case invoices, customers, accounts, contracts, credits, payments, approvals, jobs, executions,
        journal
    case creditNotes = "credit-notes"

    package var fields: FilterFields {
        switch self {
        case .invoices: .invoices
        case .customers: .customers
        case .accounts: .accounts
        case .contracts: .contracts
        case .credits: .credits
        case .payments: .payments
        case .approvals: .approvals
        case .jobs: .jobs
        case .executions: .executions
        case .journal: .journal
        case .creditNotes: .creditNotes
        }
    }
}
