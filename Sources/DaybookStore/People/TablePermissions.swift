internal import DaybookCore

/// Which permissions write which tables. An act whose name says too little, or one that somebody
/// adds tomorrow, is held to what it writes: SQLite itself tells that.
package enum TablePermissions {
    /// - Returns: the permissions of which one is needed; none where the table comes along with
    ///   others; nil where nobody has said, so that it is for admins only.
    static func needed(toWrite table: String) -> Set<Permission>? { permissions[table] }

    /// Of which one is needed for events and all that follows from them: whoever adds a meter makes
    /// its sums, and a run notes how far it has looked.
    static let neededForFacts: Set<Permission> = [.catalogueWrite, .billsRun, .eventsWrite]

    /// The tables that somebody has said this of.
    package static var tables: Set<String> { Set(permissions.keys) }

    private static let permissions: [String: Set<Permission>] = [
        "organisation": [.settingsWrite],
        "currencies": [], "refusals": [],
        "customers": [.partiesWrite], "accounts": [.partiesWrite], "aliases": [.partiesWrite],
        "units": [.catalogueWrite], "product_groups": [.catalogueWrite],
        "tax_codes": [.catalogueWrite], "products": [.catalogueWrite],
        "plans": [.catalogueWrite], "plan_versions": [.catalogueWrite],
        "add_ons": [.catalogueWrite], "add_on_versions": [.catalogueWrite],
        "meters": [.catalogueWrite],
        "contracts": [.contractsWrite], "contract_plans": [.contractsWrite],
        "invoices": settling.union([.billsRun, .invoicesApprove, .invoicesIssue]),
        "lines": drafting, "line_origins": drafting,
        "settled_items": drafting.union([.invoicesVoid, .contractsWrite]),
        "invoice_signatures": drafting.union([.invoicesApprove]),
        "number_series": [.invoicesIssue, .creditNotesWrite],
        "losses": settling,
        "payments": [.paymentsWrite], "refunds": [.paymentsRefund],
        "allocations": [.paymentsWrite, .creditNotesWrite],
        "credit_notes": [.creditNotesWrite], "credit_note_lines": [.creditNotesWrite],
        "revenue_entries": [
            .invoicesIssue, .invoicesVoid, .creditNotesWrite, .contractsWrite,
        ],
        "credits": [.creditsGrant, .creditsWrite, .creditNotesWrite],
        "credit_products": [.creditsGrant, .creditsWrite],
        "credit_entries": drafting.union([
            .creditsGrant, .creditsWrite, .invoicesVoid, .creditNotesWrite,
        ]),
        "credit_note_credits": [.creditNotesWrite],
        "line_credits": drafting,
        "entitlements": [.creditsWrite], "entitlement_grants": [.creditsWrite],
        "entitlement_resets": [.creditsWrite],
        "closed_months": [.monthsClose],
        "approvals": Set(ApprovableAct.allCases.map(\.permission)),
        "exchange_rates": [.ratesWrite],
        "saved_filters": [.filtersWrite],
        "schedules": [.schedulesWrite], "workflows": [.workflowsWrite],
        "settings": [.settingsWrite],
        "remotes": [.settingsWrite], "remote_nouns": [.settingsWrite],
        "users": [.usersWrite], "role_permissions": [.usersWrite],
    ]

    private static let drafting: Set<Permission> = [.billsRun, .invoicesWrite]

    /// Whatever changes how far an invoice is settled.
    private static let settling: Set<Permission> = [
        .invoicesWrite, .invoicesVoid, .invoicesWriteOff, .paymentsWrite, .creditNotesWrite,
    ]
}
