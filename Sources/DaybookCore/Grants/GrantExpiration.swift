/// How long a grant lasts from the instant at which it takes effect.
package struct GrantExpiration: Hashable, Sendable {
    package let unit: Unit
    package let count: Int

    package enum Unit: String, CaseIterable, Hashable, Sendable {
        case hour = "HOUR"
        case day = "DAY"
        case week = "WEEK"
        case month = "MONTH"
        case year = "YEAR"
    }

    /// So many units; at least one, as a grant that never lasts is a mistake.
    package init(_ count: Int, _ unit: Unit) throws(GrantError) {
        guard count > 0 else { throw .expirationNotPositive }
        self.unit = unit
        self.count = count
    }

    /// The first instant at which the grant has expired, on the calendar of UTC.
    package func expiry(of effectiveAt: Instant, _ monthEnd: MonthEnd) throws(GrantError) -> Instant
    {
        do {
            return try effectiveAt.adding(duration(), in: .utc, monthEnd: monthEnd)
        } catch {
            throw .time(error)
        }
    }

    private func duration() throws(TimeError) -> CalendarDuration {
        switch unit {
        case .hour: try CalendarDuration(hours: count)
        case .day: try CalendarDuration(days: count)
        case .week: try CalendarDuration(weeks: count)
        case .month: try CalendarDuration(months: count)
        case .year: try CalendarDuration(years: count)
        }
    }
}
