/// What is known of one window, one stretch between resets, one combination of groups.
struct MeterBucket: Sendable {
    let key: Key
    /// Nil where the query has no windows, and for what lies before its period.
    let window: Period<Instant>?
    private(set) var first: Instant
    private(set) var last: Instant
    var aggregate: PartialAggregate

    struct Key: Hashable, Sendable {
        /// Where the window begins.
        let window: Int64
        /// Where the stretch begins.
        let stretch: Int64
        let combination: Int

        /// The window of what lies before the period and is carried into it.
        static let before = Int64.min
        /// The only window of a query without windows.
        static let whole: Int64 = 0
    }

    init(_ key: Key, window: Period<Instant>?, at time: Instant, _ aggregation: Aggregation) {
        self.key = key
        self.window = window
        first = time
        last = time
        aggregate = PartialAggregate(aggregation)
    }

    /// An event fell in between these two instants.
    mutating func note(_ earliest: Instant, _ latest: Instant) {
        if earliest < first { first = earliest }
        if latest > last { last = latest }
    }
}

extension MeterBucket.Key {
    /// By combination, then by time.
    static func isBefore(_ one: MeterBucket.Key, _ other: MeterBucket.Key) -> Bool {
        if one.combination != other.combination { return one.combination < other.combination }
        if one.window != other.window { return one.window < other.window }
        return one.stretch < other.stretch
    }
}
