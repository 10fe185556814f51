/// A stretch of time that has its first bound and not its last: `[from, to)`.
///
/// A period may be empty. An empty one contains nothing and overlaps nothing.
package struct Period<Bound: Comparable & Sendable>: Sendable {
    package let from: Bound
    package let to: Bound

    /// The period between two bounds, which may be equal.
    @inlinable
    package init(from: Bound, to: Bound) throws(TimeError) {
        guard from <= to else { throw .periodReversed }
        self.from = from
        self.to = to
    }

    @inlinable package var isEmpty: Bool { from == to }

    @inlinable
    package func contains(_ bound: Bound) -> Bool {
        from <= bound && bound < to
    }

    /// Whether the whole of another period lies in this one, an empty one between its bounds too.
    @inlinable
    package func contains(_ other: Period) -> Bool {
        from <= other.from && other.to <= to
    }

    @inlinable
    package func overlaps(_ other: Period) -> Bool {
        max(from, other.from) < min(to, other.to)
    }

    /// What both periods contain, or nil where they do not overlap.
    @inlinable
    package func intersection(_ other: Period) -> Period? {
        overlaps(other) ? try? Period(from: max(from, other.from), to: min(to, other.to)) : nil
    }

    /// Whether one of the two periods begins where the other ends.
    @inlinable
    package func abuts(_ other: Period) -> Bool {
        to == other.from || other.to == from
    }
}

extension Period: Equatable {}
extension Period: Hashable where Bound: Hashable {}

extension Period where Bound == Instant {
    package var lengthMicroseconds: Int64 { to.microseconds(since: from) }

    /// This period's length over that of another, or nil where that one is empty.
    package func share(of whole: Period) -> TimeRatio? {
        whole.isEmpty ? nil : TimeRatio(lengthMicroseconds, over: whole.lengthMicroseconds)
    }
}

extension Period where Bound == CivilDate {
    package var lengthDays: Int { from.days(until: to) }

    /// The same days as instants: from the start of the first day to the start of the day after
    /// the last, in a zone.
    package func instants(in zone: ZoneRules) throws(TimeError) -> Period<Instant> {
        try Period<Instant>(from: zone.startOfDay(from), to: zone.startOfDay(to))
    }
}
