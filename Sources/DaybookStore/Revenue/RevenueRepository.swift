package import DaybookCore
internal import DaybookShapes
internal import DaybookWire

/// In which month what was invoiced is earned. The entries of a document come with its issue; what
/// is taken back is an entry of its own, in the month in which it happens.
package struct RevenueRepository {
    let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// The month under which stands what no act has earned yet: it comes when the act is done.
    package static let unearned = CivilDate(year: 9999, month: 12, day: 1) ?? .latest

    /// Spreads the lines of an invoice that was just issued: a service by its days, what is sold
    /// once in the month of its issue, or as the milestones of its contract are reached. What would
    /// be earned in a closed month is earned in the first one that is open.
    func recognise(_ invoice: Invoice) throws {
        let firstOpen = try firstOpen()
        let issued = invoice.issuedOn ?? invoice.period.from
        for line in try lines(of: invoice) {
            let amount = Money(minorUnits: Int128(line.amount), invoice.currency)
            for (month, part) in try parts(of: line, amount, issuedOn: issued) where !part.isZero {
                try insert(part, ofLineAt: line.row, month: max(month, firstOpen), isContra: false)
            }
        }
    }

    private func firstOpen() throws -> CivilDate {
        try ClosedMonths(connection).firstOpen() ?? .earliest
    }

    private func parts(
        of line: Line,
        _ amount: Money,
        issuedOn issued: CivilDate,
    ) throws -> [(month: CivilDate, amount: Money)] {
        if line.kind == .correction, let parts = try corrected(by: line, amount) { return parts }
        let isOnce = line.kind == .oneOff || line.period.isEmpty
        let milestones = line.kind == .oneOff ? try milestones(ofLineAt: line.row) : []
        if !milestones.isEmpty {
            let parts = try milestones.parts(of: amount)
            // What no act stands for is earned with the invoice.
            let rest = try parts.reduce(amount) { try $0.subtracting($1) }
            return zip(milestones, parts).map {
                ($0.reachedOn?.startOfMonth ?? Self.unearned, $1)
            } + [(issued.startOfMonth, rest)]
        }
        let day = try Period(from: issued, to: issued.adding(days: 1))
        let schedule = try RevenueSchedule(
            of: amount,
            over: isOnce ? day : line.period,
            in: .utc,
            isOnce ? .immediate : .daily
        )
        return schedule.entries.map { ($0.month, $0.amount) }
    }

    /// The acts that earn what a line charges.
    private func milestones(ofLineAt row: Int64) throws -> [Milestone] {
        let definition = try connection.first(
            """
            SELECT definition FROM line_origins JOIN contracts ON contracts.row = contract
            WHERE line = ? AND instr(definition, '"earns":true')
            """,
            [.integer(row)]
        ) { try $0.definition(0) { try ContractReader.milestones(JSONForm($0)) } }
        return definition?.acting(.revenue) ?? []
    }

    /// Moves what an act earns to its month, or to the first one that is open: of every invoice of
    /// the contract that was issued.
    package func earn(
        _ milestone: String,
        of milestones: [Milestone],
        contract: RecordID,
        on day: CivilDate,
    ) throws {
        let earning = milestones.acting(.revenue)
        guard let place = earning.firstIndex(where: { $0.key == milestone }) else { return }
        let month = max(day.startOfMonth, try firstOpen())
        let lines = try connection.all(
            """
            SELECT lines.row, lines.amount, code, minor_unit_digits
            FROM line_origins JOIN lines ON lines.row = line
                JOIN invoices ON invoices.row = lines.invoice
                JOIN currencies ON code = invoices.currency
            WHERE contract = (SELECT row FROM contracts WHERE id = ?)
                AND EXISTS (SELECT 1 FROM revenue_entries
                    WHERE revenue_entries.line = lines.row AND month = ?)
            """,
            [.id(contract), .date(Self.unearned)]
        ) { row in (row: row.integer(0), amount: row.money(1, try row.currency(2))) }
        for line in lines {
            try move(try earning.parts(of: line.amount)[place], ofLineAt: line.row, to: month)
        }
    }

    /// Moves as much as there is of what is not earned yet.
    private func move(_ part: Money, ofLineAt row: Int64, to month: CivilDate) throws {
        let waiting = Int128(
            try connection.integer(
                """
                SELECT ifnull(sum(amount), 0) FROM revenue_entries WHERE line = ? AND month = ?
                """,
                [.integer(row), .date(Self.unearned)]
            )
        )
        let moved =
            part.minorUnits < 0 ? max(part.minorUnits, waiting) : min(part.minorUnits, waiting)
        if moved == 0 { return }
        try connection.run(
            "DELETE FROM revenue_entries WHERE line = ? AND month = ?",
            [.integer(row), .date(Self.unearned)]
        )
        for (units, month) in [(waiting - moved, Self.unearned), (moved, month)] where units != 0 {
            let amount = Money(minorUnits: units, part.currency)
            try insert(amount, ofLineAt: row, month: month, isContra: false)
        }
    }

    /// Takes back what is left of a void invoice's revenue.
    func takeBack(_ invoice: Invoice, on day: CivilDate) throws {
        let rests = try connection.all(
            """
            SELECT line, sum(revenue_entries.amount)
            FROM revenue_entries JOIN lines ON lines.row = line
            WHERE lines.invoice = (SELECT row FROM invoices WHERE id = ?)
            GROUP BY line
            """,
            [.id(invoice.id)]
        ) { (line: $0.integer(0), rest: $0.integer(1)) }
        for (line, rest) in rests where rest != 0 {
            let whole = Money(minorUnits: Int128(rest), invoice.currency)
            // What was never earned is taken back in the month in which it would come.
            try move(whole, ofLineAt: line, to: day.startOfMonth)
            let amount = whole.negated
            try insert(amount, ofLineAt: line, month: day.startOfMonth, isContra: true)
        }
    }

    /// Takes back what a credit note credits. Documents from before there were entries have none
    /// to take back.
    func takeBack(_ note: CreditNote, of invoice: Invoice, on day: CivilDate) throws {
        for line in note.lines {
            let row = try connection.first(
                """
                SELECT line FROM revenue_entries JOIN lines ON lines.row = line
                WHERE lines.invoice = (SELECT row FROM invoices WHERE id = ?) AND position = ?
                LIMIT 1
                """,
                [.id(invoice.id), .integer(line.position)]
            ) { $0.integer(0) }
            guard let row else { continue }
            try move(line.net, ofLineAt: row, to: day.startOfMonth)
            try insert(
                line.net.negated,
                ofLineAt: row,
                month: day.startOfMonth,
                isContra: true
            )
        }
    }

    func insert(
        _ amount: Money,
        ofLineAt row: Int64,
        month: CivilDate,
        isContra: Bool,
    ) throws {
        try connection.run(
            "INSERT INTO revenue_entries (line, month, amount, is_contra) VALUES (?, ?, ?, ?)",
            [.integer(row), .date(month), try .money(amount), .integer(isContra ? 1 : 0)]
        )
    }

    typealias Line = (
        row: Int64, kind: InvoiceLine.Kind, amount: Int64, period: Period<CivilDate>
    )

    private func lines(of invoice: Invoice) throws -> [Line] {
        try connection.all(
            """
            SELECT row, kind, amount, period_from, period_to FROM lines
            WHERE invoice = (SELECT row FROM invoices WHERE id = ?) ORDER BY position
            """,
            [.id(invoice.id)]
        ) { ($0.integer(0), try $0.choice(1), $0.integer(2), try $0.period(3)) }
    }

    // MARK: - Looking back

    /// What is earned of a line in a month, or taken back of it.
    package struct Entry: Hashable, Sendable {
        package let position: Int
        package let title: String
        package let month: CivilDate
        package let amount: Money
        package let isTakenBack: Bool
    }

    /// The entries of an invoice, line by line, month by month.
    package func entries(of invoice: Invoice) throws -> [Entry] {
        try connection.all(
            """
            SELECT position, description, month, revenue_entries.amount, is_contra
            FROM revenue_entries JOIN lines ON lines.row = line
            WHERE lines.invoice = (SELECT row FROM invoices WHERE id = ?)
            ORDER BY position, month, revenue_entries.row
            """,
            [.id(invoice.id)]
        ) { row in
            Entry(
                position: Int(row.integer(0)),
                title: row.text(1),
                month: try row.date(2),
                amount: row.money(3, invoice.currency),
                isTakenBack: row.integer(4) == 1
            )
        }
    }

    /// What is earned in a month, in one currency.
    package struct Month: Hashable, Sendable {
        package let month: CivilDate
        /// With what was taken back.
        package let recognised: Money
        package let takenBack: Money
        /// Invoiced up to the end of the month and earned later.
        package let deferred: Money
    }

    /// The months that have entries, the first one first, a currency each.
    package func months() throws -> [Month] {
        var sums: [Currency: [Sum]] = [:]
        // What was taken back was not known before; a line is in the books from its issue on.
        try connection.forEach(
            """
            SELECT code, minor_unit_digits, month,
                iif(is_contra, month, substr(issued_on, 1, 8) || '01') AS known,
                sum(revenue_entries.amount), sum(revenue_entries.amount * is_contra)
            FROM revenue_entries JOIN lines ON lines.row = line
                JOIN invoices ON invoices.row = lines.invoice
                JOIN currencies ON code = invoices.currency
            GROUP BY 1, 2, 3, 4
            """
        ) { row in
            let sum = Sum(
                month: try row.date(2),
                known: try row.date(3),
                amount: Int128(row.integer(4)),
                contra: Int128(row.integer(5))
            )
            sums[try row.currency(0), default: []].append(sum)
        }
        return sums.sorted { $0.key.code < $1.key.code }.flatMap { Self.months($1, $0) }
    }

    private struct Sum {
        let month: CivilDate
        /// The month from which on it is in the books.
        let known: CivilDate
        let amount: Int128
        let contra: Int128
    }

    private static func months(_ sums: [Sum], _ currency: Currency) -> [Month] {
        let months = Set(sums.flatMap { [$0.month, $0.known] }).subtracting([unearned])
        return months.sorted().map { month in
            let own = sums.filter { $0.month == month }
            let invoiced = sums.filter { $0.known <= month }.reduce(0) { $0 + $1.amount }
            let earned = sums.filter { $0.month <= month }.reduce(0) { $0 + $1.amount }
            return Month(
                month: month,
                recognised: Money(minorUnits: own.reduce(0) { $0 + $1.amount }, currency),
                takenBack: Money(minorUnits: own.reduce(0) { $0 + $1.contra }, currency),
                deferred: Money(minorUnits: invoiced - earned, currency)
            )
        }
    }
}
