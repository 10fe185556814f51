/// How the values of events become one quantity.
package enum Aggregation: String, CaseIterable, Hashable, Sendable {
    case sum, count, min, max, avg, latest, first
    /// How many different values there were.
    case uniqueCount = "unique_count"
    /// Each value times the share of the period for which it stood: from its event to the end. A
    /// value is a change, so that -5 ends what +5 began, and subjects add up (as in Lago).
    case weightedSum = "weighted_sum"
    /// The running total since the last reset, as it stands when the period begins.
    case cumulativeStart = "cumulative_start"
    /// The running total since the last reset, as it stands when the period ends.
    case cumulativeEnd = "cumulative_end"

    /// Whether events bring a value, or are counted whatever they hold.
    package var readsValue: Bool { self != .count }

    /// Whether what happened before the period takes part in its result.
    package var isCumulative: Bool { self == .cumulativeStart || self == .cumulativeEnd }

    /// Whether no value at all is a result: none were counted.
    package var isZeroWithoutValues: Bool { self == .count || self == .uniqueCount }
}
