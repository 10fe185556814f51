/// Occurrences in both directions from an anchor, and the periods between them.
///
/// Occurrence n is always computed from the anchor, never from its neighbour: an anchor on the
/// 31st comes back to the 31st after a short month. Occurrences never run backwards; two of them
/// may coincide, where a zone left out a day, and then the period between them is empty.
package protocol Recurring: Sendable {
    associatedtype Bound: Comparable & Sendable

    /// The anchor moved by n intervals; the anchor itself where n is zero.
    func occurrence(_ n: Int) throws(TimeError) -> Bound

    /// The number of the last occurrence up to a bound, or one a few numbers beside it.
    func estimatedIndex(of bound: Bound) -> Int
}

extension Recurring {
    /// The period from occurrence n to the next.
    @specialized(where Self == Recurrence)
    @specialized(where Self == DateRecurrence)
    package func period(_ n: Int) throws(TimeError) -> Period<Bound> {
        try Period(from: occurrence(n), to: occurrence(n + 1))
    }

    /// The number of the period that contains a bound: of the last occurrence up to it.
    @specialized(where Self == Recurrence)
    @specialized(where Self == DateRecurrence)
    package func index(containing bound: Bound) -> Int {
        var n = estimatedIndex(of: bound)
        while isOccurrence(n, after: bound) { n -= 1 }
        while !isOccurrence(n + 1, after: bound) { n += 1 }
        return n
    }

    /// The period that contains a bound. It is never empty.
    @specialized(where Self == Recurrence)
    @specialized(where Self == DateRecurrence)
    package func period(containing bound: Bound) throws(TimeError) -> Period<Bound> {
        try period(index(containing: bound))
    }

    /// The first occurrence after a bound, or on it where the boundary is inclusive.
    @specialized(where Self == Recurrence)
    @specialized(where Self == DateRecurrence)
    package func next(
        after bound: Bound,
        _ boundary: Boundary = .exclusive,
    ) throws(TimeError) -> Bound {
        let n = index(containing: bound)
        if boundary == .inclusive, let last = try? occurrence(n), last == bound { return bound }
        return try occurrence(n + 1)
    }

    /// The last occurrence before a bound, or on it where the boundary is inclusive.
    @specialized(where Self == Recurrence)
    @specialized(where Self == DateRecurrence)
    package func previous(
        before bound: Bound,
        _ boundary: Boundary = .exclusive,
    ) throws(TimeError) -> Bound {
        var n = index(containing: bound)
        var last = try occurrence(n)
        while boundary == .exclusive, last >= bound {
            n -= 1
            last = try occurrence(n)
        }
        return last
    }

    /// The periods that have a part in a range, whole, in order, computed as they are asked for.
    @specialized(where Self == Recurrence)
    @specialized(where Self == DateRecurrence)
    package func periods(
        covering range: Period<Bound>
    ) throws(TimeError) -> RecurringPeriods<Self> {
        let first = index(containing: range.from)
        guard !range.isEmpty else { return RecurringPeriods(of: self, indices: first..<first) }
        var last = index(containing: range.to)
        while last > first, try occurrence(last) >= range.to { last -= 1 }
        // Both ends can be had, so everything between them can.
        _ = try occurrence(first)
        _ = try occurrence(last + 1)
        return RecurringPeriods(of: self, indices: first..<(last + 1))
    }

    /// Whether occurrence n comes after a bound. One that lies outside of the supported years
    /// comes after every bound, or before, according to its side of the anchor.
    private func isOccurrence(_ n: Int, after bound: Bound) -> Bool {
        guard let occurrence = try? occurrence(n) else { return n > 0 }
        return occurrence > bound
    }
}
