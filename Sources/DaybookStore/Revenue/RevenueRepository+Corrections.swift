internal import DaybookCore

/// What a correction earns, or takes back of what was to be earned.
extension RevenueRepository {
    typealias MonthPart = (month: CivilDate, amount: Money)

    /// What the months get so that with what they have of the same due item they have what is due
    /// now: where a service ends early, what it was to earn later, and nothing of what it has
    /// earned. Nil where nothing is known of what was billed before.
    func corrected(by line: Line, _ amount: Money) throws -> [MonthPart]? {
        let known = try earned(besidesLineAt: line.row, amount.currency)
        let before = try known.reduce(Money.zero(amount.currency)) { try $0.adding($1.amount) }
        if known.isEmpty { return nil }
        let now = try before.adding(amount)
        if now.isZero { return try Self.difference([], less: known) }
        let isOfDays = try !line.period.isEmpty && !isChargedOnce(line)
        if isOfDays && now.isNegative == before.isNegative {
            let schedule = try RevenueSchedule(of: now, over: line.period, in: .utc, .daily)
            let entries = schedule.entries.map { ($0.month, $0.amount) }
            return try Self.difference(entries, less: known)
        }
        // It was not earned day by day: each month gets its part of the difference.
        guard known.allSatisfy({ !$0.amount.isNegative }), !before.isZero else { return nil }
        let parts = try amount.allocated(by: known.map { $0.amount.amount })
        return zip(known, parts).map { ($0.month, $1) }
    }

    private static func difference(
        _ now: [MonthPart],
        less before: [MonthPart],
    ) throws -> [MonthPart] {
        var sums: [CivilDate: Money] = [:]
        for part in now { sums[part.month] = part.amount }
        for part in before {
            let sum = sums[part.month] ?? .zero(part.amount.currency)
            sums[part.month] = try sum.subtracting(part.amount)
        }
        return sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// What the months have of the due item that a line bills, from all other lines that bill it.
    /// What credit notes took back counts where a billing run had asked for it: all others leave
    /// billed what was billed.
    private func earned(besidesLineAt row: Int64, _ currency: Currency) throws -> [MonthPart] {
        try connection.all(
            """
            WITH others AS (\(Self.others))
            SELECT month, sum(units) FROM (
                SELECT month, revenue_entries.amount AS units
                FROM others CROSS JOIN revenue_entries ON revenue_entries.line = others.line
                WHERE is_contra = 0
                UNION ALL
                SELECT substr(notes.issued_on, 1, 8) || '01', -part.net
                FROM others CROSS JOIN credit_notes AS notes ON notes.invoice = others.invoice
                    CROSS JOIN credit_note_lines AS part ON part.note = notes.row
                        AND part.position = others.position
                WHERE corrects = 1
            ) GROUP BY month HAVING sum(units) <> 0 ORDER BY month
            """,
            [.integer(row)]
        ) { row in (month: try row.date(0), amount: row.money(1, currency)) }
    }

    /// Whether what a line corrects was sold once, and so not by the day.
    private func isChargedOnce(_ line: Line) throws -> Bool {
        try connection.integer(
            """
            WITH others AS (\(Self.others))
            SELECT EXISTS (SELECT 1 FROM others CROSS JOIN lines ON lines.row = others.line
                WHERE kind = 'one_off')
            """,
            [.integer(line.row)]
        ) == 1
    }

    /// The other lines of the due item of the line `?1`, on invoices that are issued.
    private static let others = """
        SELECT other.line AS line, lines.invoice AS invoice, lines.position AS position
        FROM line_origins AS own
            CROSS JOIN line_origins AS other ON other.contract = own.contract
            CROSS JOIN lines ON lines.row = other.line
            CROSS JOIN invoices ON invoices.row = lines.invoice
        WHERE own.line = ?1 AND other.line <> own.line AND other.plan = own.plan
            AND other.phase = own.phase AND other.item = own.item
            AND other.item_version = own.item_version AND other.item_period IS own.item_period
            AND number IS NOT NULL AND invoices.state <> 'void'
        """
}
