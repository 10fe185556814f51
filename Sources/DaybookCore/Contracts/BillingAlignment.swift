/// Where the billing periods of a contract are counted from.
package enum BillingAlignment: Hashable, Sendable {
    /// From its own start.
    case anniversary
    /// From the first of a month.
    case calendar
    /// From the anchor of another contract, so that both are billed together.
    case coTerm(with: Instant)
    case anchor(Instant)

    /// The anchor of a contract that begins at a time.
    package func anchor(
        from start: Instant,
        in zone: ZoneRules,
    ) throws(TimeError) -> Instant {
        switch self {
        case .anniversary: start
        case .calendar: try zone.startOfDay(zone.date(of: start).startOfMonth)
        case .coTerm(let anchor), .anchor(let anchor): anchor
        }
    }
}
