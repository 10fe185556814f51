/// Invoices of which no record of its own tells when or how they were settled, as queries.
enum SettledElsewhere {
    /// Those that were given up, with `given_up`: the time at which the journal says so. It is null
    /// for those that came from elsewhere.
    static let givenUp = """
        SELECT invoices.*, (SELECT max(at) FROM journal_records
                JOIN journal ON journal.number = journal
            WHERE record = invoices.id AND instr(entry, '"uncollectible"')) AS given_up
        FROM invoices WHERE state = 'uncollectible'
        """

    /// Those of which more was paid, credited or written off than payments, credit notes and
    /// write-offs explain, with what these do.
    static let unexplained = """
        SELECT * FROM (
            SELECT invoices.*,
                (SELECT ifnull(sum(amount), 0) FROM allocations
                    WHERE invoice = invoices.row) AS allocated,
                (SELECT ifnull(sum(notes.total - ifnull((
                        SELECT sum(given.paid) FROM credit_note_credits AS given
                        WHERE given.note = notes.row), 0)), 0)
                    FROM credit_notes AS notes WHERE notes.invoice = invoices.row) AS noted,
                (SELECT ifnull(sum(amount), 0) FROM write_offs
                    WHERE invoice = invoices.row) AS written
            FROM invoices WHERE state = 'paid' OR state = 'partially_paid'
                OR state = 'uncollectible' OR state = 'void')
        WHERE paid <> allocated OR credited <> noted
            OR (state = 'paid' AND total <> paid + credited + written)
        """
}
