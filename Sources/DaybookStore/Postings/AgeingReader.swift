package import DaybookCore

/// Reads what accounts owe by how long it has been due, on any day: what is open now, and what was
/// settled later. It adds up to what the books have as receivable on that day.
package struct AgeingReader {
    private let connection: Connection
    private let zone: ZoneRules

    /// What an account owes in one currency.
    package struct Row: Hashable, Sendable {
        package let account: RecordID
        package let key: String
        package let name: String
        package let customerKey: String
        package let ageing: Ageing
    }

    /// - Parameter zone: in which an instant becomes the day on which it is posted
    package init(_ connection: Connection, zone: ZoneRules) {
        self.connection = connection
        self.zone = zone
    }

    /// Whoever owes or has something with us, in order of the accounts' keys.
    ///
    /// - Parameter customer: only of its accounts; nil for everybody
    package func rows(
        on date: CivilDate,
        _ bounds: AgeingBounds,
        customer: RecordID? = nil,
    ) throws -> [Row] {
        var books: [Place: Book] = [:]
        try readOpen(on: date, customer, into: &books)
        try readUnallocated(on: date, customer, into: &books)
        var rows: [Row] = []
        try connection.forEach(
            """
            SELECT accounts.row, accounts.id, accounts.key, accounts.name, customers.key, code,
                minor_unit_digits
            FROM accounts JOIN customers ON customers.row = customer CROSS JOIN currencies
            WHERE ?1 IS NULL OR customers.id = ?1
            ORDER BY accounts.key, code
            """,
            [customer.map { .id($0) } ?? .null]
        ) { row in
            let place = Place(account: row.integer(0), currency: row.text(5))
            guard let book = books[place] else { return }
            let currency = try row.currency(5)
            let ageing = try Ageing(
                of: book.open.map { (Money(minorUnits: $0.units, currency), $0.dueOn) },
                unallocated: Money(minorUnits: book.unallocated, currency),
                on: date,
                bounds
            )
            if ageing.isEmpty { return }
            rows.append(
                Row(
                    account: try row.id(1),
                    key: row.text(2),
                    name: row.text(3),
                    customerKey: row.text(4),
                    ageing: ageing
                )
            )
        }
        return rows
    }

    private struct Place: Hashable {
        let account: Int64
        let currency: String
    }

    /// In minor units.
    private struct Book {
        var open: [(units: Int128, dueOn: CivilDate)] = []
        var unallocated: Int128 = 0
    }

    /// What was open at the end of a day, by the day on which it was due.
    private func readOpen(
        on date: CivilDate,
        _ customer: RecordID?,
        into books: inout [Place: Book],
    ) throws {
        let end = try zone.startOfDay(date.adding(days: 1))
        let owner = Self.owner(customer, place: 3)
        try connection.forEach(
            Self.open(owner.sql),
            [.date(date), .instant(end)] + owner.values
        ) { row in
            let place = Place(account: row.integer(0), currency: row.text(1))
            books[place, default: Book()].open.append((Int128(row.integer(3)), try row.date(2)))
        }
    }

    /// Behind the day `?1`, which ends at `?2`.
    private static let later = """
        SELECT invoice, amount FROM allocations WHERE made_on > ?1
        UNION ALL SELECT invoice, total - (SELECT ifnull(sum(paid), 0)
                FROM credit_note_credits WHERE note = credit_notes.row)
            FROM credit_notes WHERE issued_on > ?1
        UNION ALL SELECT invoice, amount FROM losses WHERE made_on > ?1
        UNION ALL SELECT row, max(total - paid - credited, 0)
            FROM invoices WHERE state = 'void' AND voided_at >= ?2
        UNION ALL SELECT row, paid - allocated + credited - noted
                + iif(state = 'paid', max(total - paid - credited, 0) - written, 0)
            FROM (\(PostingReader.settledElsewhere)) WHERE paid_at >= ?2
        """

    private static func open(_ owner: String) -> String {
        """
        SELECT account, currency, due_on, sum(open) FROM (
            SELECT account, currency, due_on, max(total - paid - credited, 0) AS open
            FROM invoices WHERE state IN ('issued', 'partially_paid') AND issued_on <= ?1 \(owner)
            UNION ALL
            SELECT account, currency, due_on, later.amount
            FROM (\(later)) AS later CROSS JOIN invoices ON invoices.row = later.invoice
            WHERE issued_on <= ?1 \(owner)
        ) GROUP BY account, currency, due_on
        """
    }

    /// That an account is one of a customer's, where only these are asked for.
    private static func owner(
        _ customer: RecordID?,
        place: Int,
    ) -> (sql: String, values: [SQLValue]) {
        guard let customer else { return ("", []) }
        let accounts = """
            SELECT accounts.row FROM accounts JOIN customers ON customers.row = accounts.customer
            WHERE customers.id = ?\(place)
            """
        return ("AND account IN (\(accounts))", [.id(customer)])
    }

    /// What was received up to a day and neither paid anything nor went back by then.
    private func readUnallocated(
        on date: CivilDate,
        _ customer: RecordID?,
        into books: inout [Place: Book],
    ) throws {
        let owner = Self.owner(customer, place: 2)
        try connection.forEach(
            Self.unallocated(owner.sql),
            [.date(date)] + owner.values
        ) { row in
            let place = Place(account: row.integer(0), currency: row.text(1))
            books[place, default: Book()].unallocated = Int128(row.integer(2))
        }
    }

    private static func unallocated(_ owner: String) -> String {
        """
        SELECT account, currency, sum(rest) FROM (
            SELECT account, currency, amount AS rest FROM payments
            WHERE received_on <= ?1 \(owner)
            UNION ALL
            SELECT account, currency, -used.amount
            FROM (SELECT payment, amount, made_on FROM allocations
                UNION ALL SELECT payment, amount, made_on FROM refunds) AS used
                CROSS JOIN payments ON payments.row = payment
            WHERE made_on <= ?1 AND received_on <= ?1 \(owner)
        ) GROUP BY account, currency
        """
    }
}
