/// Something that one may or may not do, by a noun and what is done to it. Looking needs none.
///
/// An admin has them all. Which of them the other roles have stands in the ledger: a new permission
/// comes with a step of the schema that says who has it.
package enum Permission: String, CaseIterable, Sendable {
    case partiesWrite = "parties.write"
    case catalogueWrite = "catalogue.write"
    case contractsWrite = "contracts.write"
    case eventsWrite = "events.write"
    case billsRun = "bills.run"
    case invoicesWrite = "invoices.write"
    case invoicesApprove = "invoices.approve"
    case invoicesIssue = "invoices.issue"
    case invoicesVoid = "invoices.void"
    case invoicesWriteOff = "invoices.write-off"
    case paymentsWrite = "payments.write"
    case paymentsRefund = "payments.refund"
    case creditNotesWrite = "credit-notes.write"
    case monthsClose = "months.close"
    case creditsGrant = "credits.grant"
    case creditsWrite = "credits.write"
    case ratesWrite = "rates.write"
    case filtersWrite = "filters.write"
    case jobsWrite = "jobs.write"
    case schedulesWrite = "schedules.write"
    case workflowsWrite = "workflows.write"
    case settingsWrite = "settings.write"
    case usersWrite = "users.write"
    case ledgerRestore = "ledger.restore"

    /// What whoever has it may do.
    package var summary: String {
        switch self {
        case .partiesWrite: "change customers, accounts and aliases"
        case .catalogueWrite: "change products, plans, add-ons, tax codes and meters"
        case .contractsWrite: "agree to contracts and change them"
        case .eventsWrite: "store usage events and delete them"
        case .billsRun: "bill what is due"
        case .invoicesWrite: "change drafts and delete them"
        case .invoicesApprove: "approve drafts, and take approvals back"
        case .invoicesIssue: "issue approved invoices"
        case .invoicesVoid: "void issued invoices, give them up, or ask for them again"
        case .invoicesWriteOff: "write off rests of invoices"
        case .paymentsWrite: "book payments and say what they pay"
        case .paymentsRefund: "send back what payments brought too much"
        case .creditNotesWrite: "issue credit notes"
        case .monthsClose: "close months and open them again"
        case .creditsGrant: "grant credits"
        case .creditsWrite: "deduct credits, void them, and change entitlements"
        case .ratesWrite: "change exchange rates"
        case .filtersWrite: "save filters for everybody"
        case .jobsWrite: "do what is due, and do jobs again or stop them"
        case .schedulesWrite: "say what is done by the calendar"
        case .workflowsWrite: "say what follows from acts by itself"
        case .settingsWrite: "change settings of the ledger"
        case .usersWrite: "change users and what roles may do"
        case .ledgerRestore: "put a backup in the place of the ledger"
        }
    }
}

extension Permission {
    /// What an act needs, by its noun and verb; nil for one that nobody has named here, which then
    /// needs what the tables need that it writes.
    package static func needed(for action: String) -> Permission? {
        switch action {
        case "invoice.approve", "invoice.reopen": .invoicesApprove
        case "invoice.issue": .invoicesIssue
        case "invoice.void", "invoice.give-up", "invoice.reinstate": .invoicesVoid
        case "invoice.write-off": .invoicesWriteOff
        case "payment.refund": .paymentsRefund
        case "credit.grant": .creditsGrant
        case "plan.migrate": .contractsWrite
        case "schedule.run", "workflow.run", "workflow.retry": .jobsWrite
        case "ledger.restore": .ledgerRestore
        default: needed(forNoun: action.prefix { $0 != "." })
        }
    }

    private static func needed(forNoun noun: Substring) -> Permission? {
        switch noun {
        case "customer", "account": .partiesWrite
        case "product", "plan", "addon", "tax", "meter": .catalogueWrite
        case "contract": .contractsWrite
        case "event": .eventsWrite
        case "bill": .billsRun
        case "invoice": .invoicesWrite
        case "payment": .paymentsWrite
        case "credit-note": .creditNotesWrite
        case "month": .monthsClose
        case "credit", "entitlement": .creditsWrite
        case "rate": .ratesWrite
        case "filter": .filtersWrite
        case "job": .jobsWrite
        case "schedule": .schedulesWrite
        case "workflow": .workflowsWrite
        case "setting": .settingsWrite
        case "user", "permission": .usersWrite
        default: nil
        }
    }
}
