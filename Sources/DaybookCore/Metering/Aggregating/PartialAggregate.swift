/// What an aggregation knows of some of its events, so that it can go on: with more events, or with
/// what is known of others. No order of events or merges, and no partition, changes a result.
package struct PartialAggregate: Hashable, Sendable {
    package let aggregation: Aggregation
    var state: State

    enum State: Hashable, Sendable {
        case count(Int)
        case total(WideTotal, count: Int)
        /// The smallest or the largest so far.
        case extreme(PreciseAmount?)
        /// The earliest or the latest so far.
        case edge(TimedValue?)
        case texts(Set<ExactText>)
        /// The values, and the values times the seconds at which they came.
        case moments(WideTotal, WideTotal, count: Int)
        /// Stands in while a set is changed: a second owner would make it copy itself.
        case taken
    }

    package init(_ aggregation: Aggregation) {
        self.aggregation = aggregation
        state =
            switch aggregation {
            case .count: .count(0)
            case .sum, .avg, .cumulativeStart, .cumulativeEnd: .total(WideTotal(), count: 0)
            case .min, .max: .extreme(nil)
            case .latest, .first: .edge(nil)
            case .uniqueCount: .texts([])
            case .weightedSum: .moments(WideTotal(), WideTotal(), count: 0)
            }
    }

    init(_ aggregation: Aggregation, _ state: State) {
        self.aggregation = aggregation
        self.state = state
    }

    /// Whether no value was added.
    package var isEmpty: Bool {
        switch state {
        case .count(let count), .total(_, let count), .moments(_, _, let count): count == 0
        case .extreme(let value): value == nil
        case .edge(let value): value == nil
        case .texts(let texts): texts.isEmpty
        case .taken: preconditionFailure("an aggregate is not read while it changes")
        }
    }

    package mutating func add(_ value: MeteredValue, at time: Instant) {
        switch value {
        case .text(let text):
            changeTexts { $0.insert(text) }
        case .number(let number):
            add(number, at: time)
        }
    }

    /// Changes the set in its place. While it is out, the state must not hold it as well, and no
    /// pattern may match the state together with something else: each would copy the set.
    private mutating func changeTexts(_ change: (inout Set<ExactText>) -> Void) {
        guard case .texts(var texts) = state else {
            preconditionFailure("a text is added only to a count of different ones")
        }
        state = .taken
        change(&texts)
        state = .texts(texts)
    }

    private mutating func add(_ number: PreciseAmount, at time: Instant) {
        switch state {
        case .count(let count):
            state = .count(count + 1)
        case .total(var total, let count):
            total.add(number)
            state = .total(total, count: count + 1)
        case .extreme(let found):
            state = .extreme(further(found, number))
        case .edge(let found):
            state = .edge(outer(found, TimedValue(time: time, value: number)))
        case .moments(var total, var moment, let count):
            total.add(number)
            moment.add(number, times: time.seconds)
            state = .moments(total, moment, count: count + 1)
        case .texts, .taken:
            preconditionFailure("a number is added only where numbers are aggregated")
        }
    }

    package mutating func merge(_ other: PartialAggregate) {
        precondition(aggregation == other.aggregation, "only aggregates of one kind are merged")
        if case .texts(let more) = other.state { return changeTexts { $0.formUnion(more) } }
        switch (state, other.state) {
        case (.count(let count), .count(let more)):
            state = .count(count + more)
        case (.total(var total, let count), .total(let others, let more)):
            total.add(others)
            state = .total(total, count: count + more)
        case (.extreme(let found), .extreme(let more?)):
            state = .extreme(further(found, more))
        case (.edge(let found), .edge(let more?)):
            state = .edge(outer(found, more))
        case (
            .moments(var total, var moment, let count), .moments(let others, let moments, let more)
        ):
            total.add(others)
            moment.add(moments)
            state = .moments(total, moment, count: count + more)
        case (.extreme, .extreme(nil)), (.edge, .edge(nil)):
            break
        case (.count, _), (.total, _), (.extreme, _), (.edge, _), (.texts, _), (.moments, _),
            (.taken, _):
            preconditionFailure("aggregates of one kind keep the same things")
        }
    }
}

extension PartialAggregate {
    /// How many fraction digits the one division keeps that an average or a weighted sum takes.
    package static let quotientScale = 20

    /// The quantity, or nil where there is none. `period` is what a weighted sum weighs against.
    package func result(over period: Period<Instant>?) throws(NumberError) -> PreciseAmount? {
        switch state {
        case .count(let count):
            return PreciseAmount(count)
        case .total(let total, let count):
            if count == 0 { return nil }
            if aggregation != .avg { return try total.amount() }
            return try Self.quotient(try total.amount(), by: PreciseAmount(count))
        case .extreme(let value):
            return value?.normalized
        case .edge(let found):
            return found?.value.normalized
        case .texts(let texts):
            return PreciseAmount(texts.count)
        case .moments(let total, let moment, let count):
            guard count > 0, let period else { return nil }
            return try Self.weighted(total, moment, over: period)
        case .taken:
            preconditionFailure("an aggregate is not read while it changes")
        }
    }

    /// A value that came at t stands for the seconds from t to the end: value × (end - t).
    private static func weighted(
        _ total: WideTotal,
        _ moment: WideTotal,
        over period: Period<Instant>,
    ) throws(NumberError) -> PreciseAmount {
        let (from, to) = (period.from.seconds, period.to.seconds)
        var stood = total.times(to)
        stood.subtract(moment)
        return try quotient(try stood.amount(), by: PreciseAmount(Int(to - from)))
    }

    /// Twenty fraction digits, or as many as stand behind a long whole part.
    private static func quotient(
        _ dividend: PreciseAmount,
        by divisor: PreciseAmount,
    ) throws(NumberError) -> PreciseAmount {
        var scale = quotientScale
        while true {
            do throws(NumberError) {
                return try dividend.divided(
                    by: divisor,
                    scale: scale,
                    rounding: .halfAwayFromZero
                ).normalized
            } catch {
                guard error == .overflow, scale > 0 else { throw error }
                scale -= 1
            }
        }
    }

    private func further(_ found: PreciseAmount?, _ value: PreciseAmount) -> PreciseAmount {
        guard let found else { return value }
        return aggregation == .min ? Swift.min(found, value) : Swift.max(found, value)
    }

    private func outer(_ found: TimedValue?, _ value: TimedValue) -> TimedValue {
        guard let found else { return value }
        if found.time == value.time { return found.value < value.value ? value : found }
        return (found.time < value.time) == (aggregation == .latest) ? value : found
    }
}

/// A value and when it came. Of several at one instant the largest stands, whatever their order.
struct TimedValue: Hashable, Sendable {
    let time: Instant
    let value: PreciseAmount
}
