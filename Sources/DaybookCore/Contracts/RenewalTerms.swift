/// How a contract goes on when its term is over.
package struct RenewalTerms: Hashable, Sendable {
    package let length: CalendarDuration
    /// What prices are raised by with each renewal.
    package let upliftPercent: PreciseAmount?
    /// How long before the end somebody has to say that it shall not be renewed.
    package let notice: CalendarDuration?
    package let isAutomatic: Bool
    /// How often; nil for always.
    package let limit: Int?

    package init(
        length: CalendarDuration,
        upliftPercent: PreciseAmount? = nil,
        notice: CalendarDuration? = nil,
        isAutomatic: Bool = false,
        limit: Int? = nil,
    ) {
        self.length = length
        self.upliftPercent = upliftPercent
        self.notice = notice
        self.isAutomatic = isAutomatic
        self.limit = limit
    }

    /// The last moment at which a contract that ends at `end` can be told not to be renewed.
    package func noticeBy(
        _ end: Instant,
        in zone: ZoneRules,
    ) throws(TimeError) -> Instant {
        guard let notice else { return end }
        return try end.adding(notice, times: -1, in: zone)
    }
}
