internal import DaybookCore

/// Allocations that are taken back. What was allocated in an open month is as if it had never been;
/// what the books of a closed month say stays, and an entry below zero takes it back.
extension PaymentRepository {
    /// Makes allocated money of an invoice unallocated, the latest allocations first. What was paid
    /// before there were payments in the ledger is nobody's here.
    ///
    /// - Parameters:
    ///   - payment: nil for whichever paid it
    ///   - today: when it counts, if books are closed that have it, and are not closed today
    /// - Returns: how much was allocated, of what was asked for
    @discardableResult
    func release(
        _ amount: Money,
        of invoice: RecordID,
        from payment: RecordID? = nil,
        on today: CivilDate,
    ) throws -> Money {
        let firstOpen = try ClosedMonths(connection).firstOpen() ?? .earliest
        var left = amount.minorUnits
        for part in try standing(of: invoice, from: payment) where left > 0 {
            let units = min(left, part.left)
            left -= units
            let released = Money(minorUnits: units, amount.currency)
            if part.madeOn < firstOpen {
                try takeBack(released, of: part, on: max(today, firstOpen))
            } else {
                try lower(part, by: released)
            }
        }
        return Money(minorUnits: amount.minorUnits - left, amount.currency)
    }

    /// The last day on which something was taken off an invoice that is in closed books.
    func lastRelease(of invoice: RecordID) throws -> CivilDate? {
        try lastRelease("invoice = (SELECT row FROM invoices WHERE id = ?)", invoice)
    }

    /// The first day, not before another, from which on so much of a payment is there up to now.
    ///
    /// - Parameter rest: what is there now
    func firstDay(
        offering amount: Money,
        of payment: RecordID,
        withLeft rest: Money,
        from start: CivilDate,
    ) throws -> CivilDate {
        let last = try lastRelease("payment = (SELECT row FROM payments WHERE id = ?)", payment)
        // Where nothing came back, there never was less than now.
        guard let last, last > start else { return start }
        var left = rest.minorUnits
        for change in try changes(of: payment, after: start) {
            left += change.used
            if left < amount.minorUnits { return change.day }
        }
        return start
    }

    private func lastRelease(_ condition: String, _ id: RecordID) throws -> CivilDate? {
        let last = try connection.first(
            "SELECT max(made_on) FROM allocations WHERE amount < 0 AND \(condition)",
            [.id(id)]
        ) { try $0.optionalDate(0) }
        return last ?? nil
    }

    /// What was used of a payment after a day, day by day, the last one first.
    private func changes(
        of payment: RecordID,
        after start: CivilDate,
    ) throws -> [(day: CivilDate, used: Int128)] {
        try connection.all(
            """
            SELECT made_on, sum(amount) FROM (
                SELECT payment, made_on, amount FROM allocations
                UNION ALL SELECT payment, made_on, amount FROM refunds)
            WHERE payment = (SELECT row FROM payments WHERE id = ?1) AND made_on > ?2
            GROUP BY made_on ORDER BY made_on DESC
            """,
            [.id(payment), .date(start)]
        ) { (day: try $0.date(0), used: Int128($0.integer(1))) }
    }

    // MARK: - Booking

    /// What of an allocation was not taken back.
    private typealias Standing = (
        row: Int64, payment: Int64, invoice: Int64, amount: Int128, left: Int128, madeOn: CivilDate
    )

    private func takeBack(_ amount: Money, of part: Standing, on day: CivilDate) throws {
        try connection.run(
            "INSERT INTO allocations (payment, invoice, amount, made_on) VALUES (?, ?, ?, ?)",
            [
                .integer(part.payment), .integer(part.invoice), try .money(amount.negated),
                .date(max(day, part.madeOn)),
            ]
        )
    }

    private func lower(_ part: Standing, by amount: Money) throws {
        if amount.minorUnits == part.amount {
            return try connection.run(
                "DELETE FROM allocations WHERE row = ?",
                [.integer(part.row)]
            )
        }
        let rest = Money(minorUnits: part.amount - amount.minorUnits, amount.currency)
        try connection.run(
            "UPDATE allocations SET amount = ? WHERE row = ?",
            [try .money(rest), .integer(part.row)]
        )
    }

    /// The latest first. What was taken back of a payment was the latest that stood of it then: it
    /// came behind that.
    private func standing(of invoice: RecordID, from payment: RecordID?) throws -> [Standing] {
        let own = payment == nil ? "" : "AND payments.id = ?2"
        var standing: [Standing] = []
        var takenBack: [Int64: Int128] = [:]
        try connection.forEach(
            """
            SELECT allocations.row, payment, invoice, allocations.amount, made_on
            FROM allocations JOIN payments ON payments.row = payment
            WHERE invoice = (SELECT row FROM invoices WHERE id = ?1) \(own)
            ORDER BY allocations.row DESC
            """,
            [.id(invoice)] + (payment.map { [.id($0)] } ?? [])
        ) { row in
            let (payment, amount) = (row.integer(1), Int128(row.integer(3)))
            if amount < 0 {
                takenBack[payment, default: 0] -= amount
                return
            }
            let gone = min(amount, takenBack[payment] ?? 0)
            takenBack[payment, default: 0] -= gone
            if gone == amount { return }
            standing.append(
                (row.integer(0), payment, row.integer(2), amount, amount - gone, try row.date(4))
            )
        }
        return standing
    }
}
