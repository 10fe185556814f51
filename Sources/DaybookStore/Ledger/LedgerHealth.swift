/// What SQLite and the ledger's own rules say of the whole file. Reads every page.
package struct LedgerHealth: Sendable {
    /// Empty when the ledger is sound.
    package let problems: [String]

    /// - Parameter begins: told of each part before it is looked at; may throw to stop.
    package init(
        _ connection: Connection,
        begins: (_ part: String, _ done: Int, _ total: Int) throws -> Void = { _, _, _ in },
    ) throws {
        var problems: [String] = []
        for (index, part) in Self.parts.enumerated() {
            try begins(part.name, index, Self.parts.count)
            do {
                problems += try part.check(connection)
            } catch let error as SQLiteError where error.isOfTheFile {
                // A page that cannot be read ends one part, not the whole report.
                problems.append("\(part.name): \(error.message)")
            }
        }
        self.problems = problems
    }

    private typealias Part = (name: String, check: (Connection) throws -> [String])

    private static var parts: [Part] {
        let file: [Part] = [
            ("the pages of the file", { try pageProblems($0) }),
            ("what records refer to", { try referenceProblems($0) }),
        ]
        return file
            + [
                rules, paymentRules, creditRules, outboxRules, approvalRules, automationRules,
            ].joined().map { rule in
                (
                    rule.name,
                    { connection in
                        let count = try connection.integer(
                            "SELECT count(*) FROM (\(rule.violations))"
                        )
                        return count > 0 ? ["\(rule.name): \(count) violations"] : []
                    }
                )
            }
    }

    /// What SQLite finds, in lines. It may give up in the middle of its report.
    static func pageProblems(_ connection: Connection) throws -> [String] {
        var problems: [String] = []
        do {
            try connection.forEach("PRAGMA integrity_check(20)") { row in
                let lines = row.text(0).split(separator: "\n").map(String.init)
                problems += lines.filter { $0 != "ok" && !$0.hasPrefix("***") }
            }
        } catch let error as SQLiteError where error.isOfTheFile && !problems.isEmpty {
            return problems
        }
        return problems
    }

    private static func referenceProblems(_ connection: Connection) throws -> [String] {
        // Of a table that lost a page, thousands of others may be told of: once each is enough.
        var counts: [(table: String, parent: String, count: Int)] = []
        try connection.forEach("PRAGMA foreign_key_check") { row in
            let (table, parent) = (row.text(0), row.text(2))
            if let last = counts.last, last.table == table, last.parent == parent {
                counts[counts.count - 1].count += 1
            } else {
                counts.append((table, parent, 1))
            }
        }
        return counts.map {
            "\($0.table) refers to records of \($0.parent) that are not there: \($0.count)"
        }
    }

    /// What must hold beyond what the tables themselves refuse.
    private static let rules: [(name: String, violations: String)] = [
        (
            "a ledger belongs to an organisation",
            "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM organisation JOIN currencies "
                + "ON code = currency)"
        ),
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
            """
            SELECT row FROM invoices LEFT JOIN write_offs ON write_offs.invoice = invoices.row
            WHERE state = 'paid' AND paid + credited + ifnull(amount, 0) < total
            """
        ),
        (
            "what is written off is what is neither paid nor credited",
            """
            SELECT row FROM invoices JOIN write_offs ON write_offs.invoice = invoices.row
            WHERE state <> 'paid' OR paid + credited + amount <> total
            """
        ),
        (
            "bad debt is what is open of invoices that were given up",
            """
            SELECT row FROM invoices LEFT JOIN (
                SELECT invoice, sum(amount) AS amount FROM losses WHERE kind = 'bad_debt'
                GROUP BY invoice
            ) AS bad ON bad.invoice = invoices.row
            WHERE (state = 'uncollectible' OR ifnull(amount, 0) <> 0)
                AND ifnull(amount, 0) <>
                    iif(state = 'uncollectible', max(total - paid - credited, 0), 0)
            """
        ),
        (
            "the numbers of a series have no gap",
            """
            WITH numbers AS (
                SELECT number FROM invoices WHERE number IS NOT NULL
                UNION ALL SELECT number FROM credit_notes
            )
            SELECT series.row FROM number_series AS series
            WHERE last - first + 1 <> (
                SELECT count(*) FROM numbers
                WHERE number >= prefix AND number < prefix || ':'
                    AND substr(number, length(prefix) + 1) NOT GLOB '*[^0-9]*'
                    AND CAST(substr(number, length(prefix) + 1) AS INTEGER)
                        BETWEEN first AND last
            )
            """
        ),
        (
            "what is allocated to an invoice is paid of it",
            """
            SELECT invoices.row FROM invoices JOIN allocations ON invoice = invoices.row
            GROUP BY invoices.row HAVING sum(allocations.amount) > paid
            """
        ),
        (
            "what credit notes take off an invoice is credited",
            """
            SELECT invoices.row FROM invoices JOIN credit_notes ON invoice = invoices.row
            GROUP BY invoices.row HAVING sum(credit_notes.total - ifnull((
                SELECT sum(credit_note_credits.paid) FROM credit_note_credits
                WHERE note = credit_notes.row), 0)) > credited
            """
        ),
        (
            "the lines of a credit note add up to its net amount",
            """
            SELECT credit_notes.row
            FROM credit_notes JOIN credit_note_lines ON note = credit_notes.row
            GROUP BY credit_notes.row HAVING sum(credit_note_lines.net) <> credit_notes.net
            """
        ),
        (
            "what is earned and taken back of an invoice is what was invoiced and credited",
            """
            SELECT invoices.row
            FROM invoices JOIN lines ON lines.invoice = invoices.row
                JOIN revenue_entries ON line = lines.row
            GROUP BY invoices.row HAVING sum(revenue_entries.amount)
                <> iif(invoices.state = 'void', 0, invoices.net)
                    - ifnull((SELECT sum(net) FROM credit_notes
                        WHERE credit_notes.invoice = invoices.row), 0)
            """
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
            Schema.Rule.adminIsLeft,
            """
            SELECT 1 WHERE EXISTS (SELECT 1 FROM users) AND NOT EXISTS
                (SELECT 1 FROM users WHERE role = 'admin' AND state = 'active')
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
