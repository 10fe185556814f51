package import DaybookCore

/// What a pack asks a ledger for that no list of the house answers.
package struct PackRecords {
    private let connection: Connection
    private let scope: PackScope

    package init(_ connection: Connection, _ scope: PackScope) {
        (self.connection, self.scope) = (connection, scope)
    }

    /// Credit notes as their list shows them, the latest first.
    package func forEachCreditNote(
        _ body: (CreditNoteRepository.Listed) throws -> Void,
    ) throws {
        let (condition, values) = creditNotes
        try connection.forEach(
            """
            \(CreditNoteRepository.listed) JOIN customers ON customers.row = accounts.customer
            WHERE \(condition) ORDER BY credit_notes.issued_on DESC, credit_notes.row DESC
            """,
            values
        ) { try body(CreditNoteRepository.listed($0)) }
    }

    /// How many credit notes there are, and what they come to.
    package func creditNoteTotals() throws -> ListTotals {
        let (condition, values) = creditNotes
        let totals = try connection.all(
            """
            SELECT invoices.currency, minor_unit_digits, count(*), sum(credit_notes.total)
            FROM credit_notes JOIN invoices ON invoices.row = invoice
                JOIN accounts ON accounts.row = account
                JOIN customers ON customers.row = accounts.customer
                JOIN currencies ON code = invoices.currency
            WHERE \(condition) GROUP BY invoices.currency ORDER BY invoices.currency
            """,
            values
        ) { row in
            CurrencyTotal(count: Int(row.integer(2)), amount: row.money(3, try row.currency(0)))
        }
        return ListTotals(count: totals.reduce(0) { $0 + $1.count }, amounts: totals)
    }

    private var creditNotes: (condition: String, values: [SQLValue]) {
        var conditions = ["1"]
        var values: [SQLValue] = []
        if let customer = scope.customer {
            conditions.append("customers.key = ?")
            values.append(.text(customer))
        }
        if let period = scope.period {
            conditions.append("credit_notes.issued_on >= ? AND credit_notes.issued_on < ?")
            values += [.date(period.from), .date(period.to)]
        }
        return (conditions.joined(separator: " AND "), values)
    }

    /// The entries of the journal that tell of a customer or of what belongs to it, the latest
    /// first.
    package func forEachEntry(
        of customer: String,
        _ body: (JournalSummary) throws -> Void,
    ) throws {
        let journal = JournalRepository(connection)
        try connection.forEach(
            """
            WITH own AS (
                SELECT accounts.row AS account, accounts.id AS id FROM accounts
                JOIN customers ON customers.row = accounts.customer WHERE customers.key = ?1
            ), bills AS (
                SELECT invoices.row AS invoice, invoices.id AS id FROM invoices
                JOIN own ON own.account = invoices.account
            )
            SELECT DISTINCT journal FROM journal_records WHERE record IN (
                SELECT id FROM customers WHERE key = ?1
                UNION ALL SELECT id FROM own
                UNION ALL SELECT id FROM bills
                UNION ALL SELECT credit_notes.id FROM credit_notes
                    JOIN bills ON bills.invoice = credit_notes.invoice
                UNION ALL SELECT payments.id FROM payments
                    JOIN own ON own.account = payments.account
                UNION ALL SELECT contracts.id FROM contracts
                    JOIN own ON own.account = contracts.account
                UNION ALL SELECT credits.id FROM credits
                    JOIN own ON own.account = credits.account
                UNION ALL SELECT entitlements.id FROM entitlements
                    JOIN own ON own.account = entitlements.account
            ) ORDER BY journal DESC
            """,
            [.text(customer)]
        ) { row in
            guard let entry = try journal.find(Int(row.integer(0))) else {
                throw UnreadableValue(
                    expected: "an entry of the journal",
                    found: "none with the number \(row.integer(0))"
                )
            }
            try body(
                JournalSummary(
                    number: entry.number,
                    act: entry.act,
                    cancels: entry.cancels,
                    changes: entry.tableChanges
                )
            )
        }
    }
}
