package import DaybookCore

/// Books made up from a seed: whoever asks for the same seed, sizes and day gets the same ones.
package struct SampleBooks: Sendable {
    package let size: SampleSize
    /// Nothing in the books is later, but due dates and the ends of running periods.
    package let now: Instant
    package let zone: ZoneRules
    let seed: UInt64
    let today: CivilDate
    /// The months that are invoiced, the running one last.
    let months: [Month]
    /// How many invoices there are of each month; the last one has the rest.
    let invoicesInMonth: Int

    /// A month of the books, with what many records of it have in common.
    struct Month: Sendable {
        let period: Period<CivilDate>
        let start: Instant
        let name: String
        /// 0 for the running one.
        let age: Int
    }

    /// Few invoices still have a history; many of few customers do not lead back to Rome.
    private static let monthCounts = 12...120

    /// - Parameter zone: whose days the books have.
    package init(
        seed: Int,
        _ size: SampleSize,
        now: Instant,
        zone: ZoneRules,
    ) throws(TimeError) {
        (self.size, self.now, self.zone) = (size, now, zone)
        self.seed = UInt64(truncatingIfNeeded: seed)
        today = try zone.date(of: now)
        let wanted = (size.invoices + size.accounts - 1) / size.accounts
        let count = min(max(wanted, Self.monthCounts.lowerBound), Self.monthCounts.upperBound)
        invoicesInMonth = max(1, (size.invoices + count - 1) / count)
        var months: [Month] = []
        for age in (0..<count).reversed() {
            let first = try today.startOfMonth.adding(months: -age, monthEnd: .clamp)
            months.append(
                Month(
                    period: try first.monthPeriod,
                    start: try zone.startOfDay(first),
                    name: "\(Self.monthNames[first.month - 1]) \(first.year)",
                    age: age
                )
            )
        }
        self.months = months
    }

    private static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    var runningMonth: Month { months[months.count - 1] }

    /// When the first customer came: three years before the first invoice.
    var opening: Instant {
        get throws(TimeError) {
            let lead = 3 * 365 * Microseconds.inDay
            return try months[0].start.adding(microseconds: -lead)
        }
    }

    func chance(_ subject: SampleChance.Subject, _ number: Int) -> SampleChance {
        SampleChance(seed, subject, number)
    }

    /// The id of something of which there are few.
    func id(_ subject: SampleChance.Subject, _ number: Int) throws(TimeError) -> RecordID {
        var chance = chance(subject, number)
        return RecordID(createdAt: try opening, chance: chance.idBits())
    }
}
