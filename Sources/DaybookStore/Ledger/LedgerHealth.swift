/// What SQLite and the ledger's own rules say of the whole file. Reads every page.
package struct LedgerHealth: Sendable {
    /// Empty when the ledger is sound.
    package let problems: [String]

    package init(_ connection: Connection) throws {
        var problems = try connection.all("PRAGMA integrity_check(20)") { $0.text(0) }
            .filter { $0 != "ok" }
        problems += try connection.all("PRAGMA foreign_key_check") {
            "\($0.text(0)) refers to a record that is not there"
        }
        for rule in Self.rules {
            let count = try connection.integer("SELECT count(*) FROM (\(rule.violations))")
            if count > 0 { problems.append("\(rule.name): \(count) violations") }
        }
        self.problems = problems
    }

    /// What must hold beyond what the tables themselves refuse.
    private static let rules: [(name: String, violations: String)] = [
        (
            "the history of a record has all that the journal tells of it",
            """
            SELECT number, json_extract(change.value, '$.record') AS told
            FROM journal, json_each(iif(json_valid(entry), entry, '{}'), '$.changes') AS change
            WHERE told IS NOT NULL AND NOT EXISTS
                (SELECT 1 FROM journal_records WHERE record = told AND journal = number)
            """
        ),
        (
            "the lines of an invoice add up to its net amount",
            """
            SELECT invoices.row FROM invoices JOIN lines ON lines.invoice = invoices.row
            GROUP BY invoices.row HAVING sum(amount) <> net
            """
        ),
        (
            "an invoice and its account have one currency",
            """
            SELECT invoices.row FROM invoices JOIN accounts ON accounts.row = account
            WHERE invoices.currency <> accounts.currency
            """
        ),
        (
            "a paid invoice is paid or credited in full",
            "SELECT row FROM invoices WHERE state = 'paid' AND paid + credited < total"
        ),
        (
            "an alias means one account at a time",
            """
            SELECT one.row FROM aliases AS one JOIN aliases AS other
                ON one.name = other.name AND one.row < other.row
            WHERE (one.valid_to IS NULL OR one.valid_to > other.valid_from)
                AND (other.valid_to IS NULL OR other.valid_to > one.valid_from)
            """
        ),
        (
            "every event has its identity, and the count of events is right",
            """
            SELECT row FROM event_state
            WHERE live <> (SELECT count(*) FROM events WHERE deleted_at IS NULL)
                OR last_event < (SELECT ifnull(max(row), 0) FROM events)
                OR (SELECT count(*) FROM events)
                    <> (SELECT ifnull(sum(count), 0) FROM event_identity_runs)
            """
        ),
    ]
}
