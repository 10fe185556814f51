internal import DaybookCore

extension LedgerHealth {
    /// What holds between the journal and what remotes are to hear of it.
    static let outboxRules: [LedgerRule] = [
        LedgerRule(
            "a remote hears of every change of what it shares",
            .remote,
            """
            SELECT remotes.row FROM remotes
                JOIN remote_nouns ON remote_nouns.remote = remotes.row
                JOIN (\(sharedRecords)) AS shared ON shared.noun = remote_nouns.noun
                JOIN journal_records ON journal_records.record = shared.id
                    AND journal_records.journal > remote_nouns.since
                JOIN journal ON journal.number = journal_records.journal
            WHERE cause NOT IN ('sync', 'refused') AND NOT EXISTS (SELECT 1 FROM outbox
                WHERE outbox.journal = journal_records.journal
                    AND outbox.remote = remotes.row AND outbox.record = shared.id)
            """
        ),
        LedgerRule(
            "a remote hears of nothing that the journal does not tell",
            .outboxEntry,
            """
            SELECT number FROM outbox WHERE NOT EXISTS (SELECT 1 FROM journal_records
                WHERE journal_records.journal = outbox.journal
                    AND journal_records.record = outbox.record)
            """
        ),
        LedgerRule(
            "what was taken back never leaves",
            .outboxEntry,
            """
            SELECT outbox.number FROM outbox
                JOIN journal AS later ON later.cancels = outbox.journal
                JOIN outbox AS back ON back.journal = later.number
                    AND back.remote = outbox.remote AND back.record = outbox.record
            WHERE outbox.state = 'waiting'
            """
        ),
    ]

    private static var sharedRecords: String {
        SharedTables.all.map { "SELECT '\($0.noun.rawValue)' AS noun, id FROM \($0.table)" }
            .joined(separator: " UNION ALL ")
    }
}
