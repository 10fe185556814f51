/// What SQLite and the ledger's own rules say of the whole file. Reads every page.
package struct LedgerHealth: Sendable {
    /// Empty when the ledger is sound.
    package let problems: [String]
    /// Whether its pages, its tables and what refers to what are whole, so that records can be
    /// read, whatever they say.
    package let isReadable: Bool

    /// - Parameter begins: told of each part before it is looked at; may throw to stop.
    package init(
        _ connection: Connection,
        begins: (_ part: String, _ done: Int, _ total: Int) throws -> Void = { _, _, _ in },
    ) throws {
        var problems: [String] = []
        var isReadable = true
        for (index, part) in Self.parts.enumerated() {
            try begins(part.name, index, Self.parts.count)
            let found = try Self.problems(part, connection)
            if part.isOfFile && !found.isEmpty { isReadable = false }
            problems += found
        }
        (self.problems, self.isReadable) = (problems, isReadable)
    }

    /// What one part finds. What it cannot read or add up ends this part, not the whole report.
    private static func problems(_ part: Part, _ connection: Connection) throws -> [String] {
        do {
            return try part.check(connection)
        } catch let error as SQLiteError where error.isOfTheFile || error.isOfContent {
            return ["\(part.name): \(error.message)"]
        }
    }

    private struct Part {
        let name: String
        /// Whether nothing more can be asked where this part finds something.
        let isOfFile: Bool
        let check: (Connection) throws -> [String]

        init(_ name: String, isOfFile: Bool, _ check: @escaping (Connection) throws -> [String]) {
            (self.name, self.isOfFile, self.check) = (name, isOfFile, check)
        }

        init(_ rule: LedgerRule, isOfFile: Bool = false) {
            self.init(rule.name, isOfFile: isOfFile) { try rule.problems($0) }
        }
    }

    private static var parts: [Part] {
        let file = [
            // Before anything else: a view in the place of a table could answer anything.
            Part("the tables of the ledger", isOfFile: true) {
                try SchemaComparison($0, of: SchemaComparison.places).problems
            },
            Part("the triggers of the ledger", isOfFile: false) {
                try SchemaComparison($0, of: SchemaComparison.companions).problems
            },
            Part("the pages of the file", isOfFile: true) { try pageProblems($0) },
            Part("what records refer to", isOfFile: true) { try referenceProblems($0) },
            Part(hasOrganisation, isOfFile: true),
            Part("what every ledger has one of", isOfFile: true) { try stateProblems($0) },
        ]
        let journal = Part("what the journal tells of records", isOfFile: false) {
            try JournalImages.problems($0)
        }
        let rules = [
            Self.rules, amountRules, paymentRules, creditRules, outboxRules, approvalRules,
            automationRules,
        ]
        return file + rules.joined().map { Part($0) } + [journal]
    }

    /// The first reason not to read on; the same as in the whole report.
    static func schemaProblem(_ connection: Connection) throws -> String? {
        try SchemaComparison(connection).problems.first
    }

    /// Tables of one row, which is there from the first day and only ever changed.
    private static let states = ["billing_state", "event_state", "workflow_state"]

    private static func stateProblems(_ connection: Connection) throws -> [String] {
        try states.filter { try connection.integer("SELECT count(*) FROM \($0)") != 1 }
            .map { "\($0) lacks the one row that every ledger has in it" }
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
        var found: [(table: String, parent: String, rows: [String], count: Int)] = []
        try connection.forEach("PRAGMA foreign_key_check") { row in
            let (table, parent) = (row.text(0), row.text(2))
            if found.last?.table != table || found.last?.parent != parent {
                found.append((table, parent, [], 0))
            }
            let last = found.count - 1
            // Tables without row numbers have none to tell.
            if found[last].count < 4, !row.isNull(1) { found[last].rows.append(row.text(1)) }
            found[last].count += 1
        }
        return found.map { found in
            let noun = found.rows.count == 1 ? "row" : "rows"
            let rows = found.rows.isEmpty ? "" : " (\(noun) \(found.rows.joined(separator: ", ")))"
            return "\(found.table) refers to records of \(found.parent) that are not there: "
                + "\(found.count)\(rows)"
        }
    }

    private static let hasOrganisation = LedgerRule(
        "a ledger belongs to an organisation",
        nil,
        "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM organisation JOIN currencies ON code = currency)"
    )

    /// What must hold beyond what the tables themselves refuse.
    private static let rules: [LedgerRule] = [
        LedgerRule(
            "the history of a record has all that the journal tells of it",
            .entry,
            """
            SELECT number
            FROM journal, json_each(iif(json_valid(entry), entry, '{}'), '$.changes') AS change
            WHERE json_extract(change.value, '$.record') IS NOT NULL AND NOT EXISTS
                (SELECT 1 FROM journal_records
                WHERE record = json_extract(change.value, '$.record') AND journal = number)
            """
        ),
        LedgerRule(
            "the history of a record has nothing that the journal does not tell of it",
            .entry,
            """
            SELECT journal_records.journal FROM journal_records WHERE NOT EXISTS
                (SELECT 1 FROM journal WHERE number = journal_records.journal
                    AND instr(entry, '"record":"' || record || '"'))
            """
        ),
        LedgerRule(
            "the lines of an invoice add up to its net amount",
            .invoice,
            """
            SELECT invoices.row FROM invoices JOIN lines ON lines.invoice = invoices.row
            GROUP BY invoices.row HAVING sum(amount) <> net
            """
        ),
        LedgerRule(
            "an invoice and its account have one currency",
            .invoice,
            """
            SELECT invoices.row FROM invoices JOIN accounts ON accounts.row = account
            WHERE invoices.currency <> accounts.currency
            """
        ),
        LedgerRule(
            "no more of an invoice is credited than it asks for, and nothing paid before it does",
            .invoice,
            """
            SELECT row FROM invoices WHERE paid < 0 OR credited < 0 OR credited > max(total, 0)
                OR number IS NULL AND paid + credited > 0
            """
        ),
        LedgerRule(
            "an invoice that is open asks for something",
            .invoice,
            """
            SELECT row FROM invoices
            WHERE state IN ('issued', 'partially_paid') AND total > 0 AND paid + credited >= total
                OR state = 'issued' AND paid > 0
            """
        ),
        LedgerRule(
            "a paid invoice is paid or credited in full",
            .invoice,
            """
            SELECT row FROM invoices LEFT JOIN write_offs ON write_offs.invoice = invoices.row
            WHERE state = 'paid' AND paid + credited + ifnull(amount, 0) < total
            """
        ),
        LedgerRule(
            "what is written off is what is neither paid nor credited",
            .invoice,
            """
            SELECT row FROM invoices JOIN write_offs ON write_offs.invoice = invoices.row
            WHERE state <> 'paid' OR paid + credited + amount <> total
            """
        ),
        LedgerRule(
            "bad debt is what is open of invoices that were given up",
            .invoice,
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
        LedgerRule(
            "the numbers of a series have no gap",
            .series,
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
        LedgerRule(
            "the sums of all invoices are those of the invoices",
            nil,
            InvoiceSums.unlike
        ),
        LedgerRule(
            "the letters of an invoice are those of its texts and its lines",
            .invoice,
            InvoiceLetters.unlike
        ),
        LedgerRule(
            "what is allocated to an invoice is paid of it",
            .invoice,
            """
            SELECT invoices.row FROM invoices JOIN allocations ON invoice = invoices.row
            GROUP BY invoices.row HAVING sum(allocations.amount) > paid
            """
        ),
        LedgerRule(
            "what credit notes take off an invoice is credited",
            .invoice,
            """
            SELECT invoices.row FROM invoices JOIN credit_notes ON invoice = invoices.row
            GROUP BY invoices.row HAVING sum(credit_notes.total - ifnull((
                SELECT sum(credit_note_credits.paid) FROM credit_note_credits
                WHERE note = credit_notes.row), 0)) > credited
            """
        ),
        LedgerRule(
            "the lines of a credit note add up to its net amount",
            .creditNote,
            """
            SELECT credit_notes.row
            FROM credit_notes JOIN credit_note_lines ON note = credit_notes.row
            GROUP BY credit_notes.row HAVING sum(credit_note_lines.net) <> credit_notes.net
            """
        ),
        LedgerRule(
            "what is earned and taken back of an invoice is what was invoiced and credited",
            .invoice,
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
        LedgerRule(
            "an alias means one account at a time",
            .alias,
            """
            SELECT one.row FROM aliases AS one JOIN aliases AS other
                ON one.name = other.name AND one.row < other.row
            WHERE (one.valid_to IS NULL OR one.valid_to > other.valid_from)
                AND (other.valid_to IS NULL OR other.valid_to > one.valid_from)
            """
        ),
        LedgerRule(
            Schema.Rule.adminIsLeft,
            nil,
            """
            SELECT 1 WHERE EXISTS (SELECT 1 FROM users) AND NOT EXISTS
                (SELECT 1 FROM users WHERE role = 'admin' AND state = 'active')
            """
        ),
        LedgerRule(
            "every event has its identity, and the count of events is right",
            nil,
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
