/// What a store rolled up beforehand: the events of one subject and one combination of the meter's
/// groups in a stretch of time, an hour for one.
package struct MeterPart: Hashable, Sendable {
    package let subject: String
    /// One text for each group of the meter, in their order.
    package let groups: [String]
    /// When the first and the last of the events happened.
    package let first: Instant
    package let last: Instant
    package let aggregate: PartialAggregate

    package init(
        subject: String,
        groups: [String],
        first: Instant,
        last: Instant,
        aggregate: PartialAggregate,
    ) {
        self.subject = subject
        self.groups = groups
        self.first = first
        self.last = last
        self.aggregate = aggregate
    }
}
