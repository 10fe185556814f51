internal import DaybookCore

/// What is rolled up of the events of one meter, subject and combination of groups in one stretch
/// of time: when the first and the last came, and the aggregate of their values.
struct RollupCell: Hashable {
    /// Microseconds since the stretch began. Events whose value is unusable count here too.
    private(set) var first: Int64
    private(set) var last: Int64
    private(set) var aggregate: PartialAggregate

    init(first: Int64, last: Int64, _ aggregate: PartialAggregate) {
        self.first = first
        self.last = last
        self.aggregate = aggregate
    }

    /// Adds the value of an event, in a stretch that begins at `start`.
    mutating func add(_ value: PreciseAmount?, at time: Int64, since start: Int64) {
        let elapsed = time - start
        first = min(first, elapsed)
        last = max(last, elapsed)
        guard let value, let instant = try? Instant(microseconds: time) else { return }
        aggregate.add(.number(value), at: instant)
    }

    mutating func merge(_ other: RollupCell) {
        first = min(first, other.first)
        last = max(last, other.last)
        aggregate.merge(other.aggregate)
    }

    /// The same in a longer stretch that began that many microseconds earlier.
    func moved(by microseconds: Int64) -> RollupCell {
        RollupCell(first: first + microseconds, last: last + microseconds, aggregate)
    }
}

extension RollupCell {
    /// Nil where the bytes are no cell.
    init?(_ aggregation: Aggregation, from reader: inout PackedReader) {
        guard let first = reader.natural(), let length = reader.natural(),
            first < Self.longest, length < Self.longest,
            let aggregate = PartialAggregate(aggregation, from: &reader)
        else { return nil }
        self.init(first: Int64(first), last: Int64(first + length), aggregate)
    }

    /// No stretch is longer: 31 days.
    private static var longest: UInt64 { 31 * 24 * 3_600_000_000 }

    func append(to bytes: inout [UInt8]) {
        PackedNumbers.append(UInt64(first), to: &bytes)
        PackedNumbers.append(UInt64(last - first), to: &bytes)
        aggregate.append(to: &bytes)
    }
}
