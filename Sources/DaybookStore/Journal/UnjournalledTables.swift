/// The tables whose rows the journal does not follow, each with the reason. Every other table of
/// the ledger is journalled, also one that somebody adds tomorrow.
package enum UnjournalledTables {
    package static let reasons: [String: String] = [
        "journal": "it is the journal itself, and only grows",
        "journal_records": "it is found from the journal, and only grows with it",
        "events": fact, "event_sources": fact, "event_types": fact, "event_subjects": fact,
        "event_ingests": fact, "event_problems": fact,
        "event_state": derived, "event_identity_runs": derived, "event_identities": derived,
        "event_places": derived, "rollup_groups": derived, "rollup_progress": derived,
        "rollups": derived, "unreadable_events": derived,
        InvoiceSums.table: "what invoices come to, made again from them",
        InvoiceLetters.table: "made of the texts of invoices, and made again from them",
        "outbox": "what remotes have yet to hear of the journal, and what they answered",
        "billing_state": "how far billing runs have looked for late usage, no record",
        "jobs": progress, "job_entries": progress, "schedule_runs": progress,
        "workflow_state": progress, "executions": progress, "execution_steps": progress,
    ]

    private static var fact: String { "a fact of usage: it comes by the million, and stays" }
    private static var progress: String { "how far work is: what it does is journalled" }
    private static var derived: String { "computed from events, and made again from them" }
}
