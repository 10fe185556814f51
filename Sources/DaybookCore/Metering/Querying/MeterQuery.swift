/// What is asked of a meter: which of its events count, and how the result is split.
package struct MeterQuery: Sendable {
    /// Events in `[from, to)` count, compared at whole seconds; nil leaves a bound open.
    package var from: Instant?
    package var to: Instant?
    /// Nil asks for one quantity for the whole period.
    package var window: MeterWindow?
    /// Whose clocks the windows and resets follow.
    package var zone: ZoneRules = .utc
    /// Names of the meter's groups, and `subject` and `customer_id`.
    package var groupBy: [String] = []
    /// What must hold for the groups, by their names.
    package var groupFilters: [FilterTree<String>] = []
    /// Whose events count; empty: everybody's.
    package var subjects: [String] = []
    /// Whose subjects count; empty: everybody's. With subjects too, only what is in both.
    package var customers: [MeteredCustomer] = []
    /// When events were stored that count, compared at whole seconds; all bounds hold.
    package var storedAt: [TimeBound] = []

    /// Whether a count of different values counts all that are missing as one.
    package var countsMissing = false

    package static let subjectName = "subject"
    package static let customerName = "customer_id"

    package init() {}

    /// What the result is split by, in order of asking. Several subjects or customers are never
    /// added up into one row.
    var splits: [String] {
        var splits: [String] = []
        for name in groupBy where !splits.contains(name) { splits.append(name) }
        if subjects.count > 1 && !splits.contains(Self.subjectName) {
            splits.append(Self.subjectName)
        }
        if customers.count > 1 && !splits.contains(Self.customerName) {
            splits.append(Self.customerName)
        }
        return splits
    }

    func check() throws(MeterQueryError) {
        if let from, let to {
            if from == to { throw .emptyPeriod }
            if from > to { throw .reversedPeriod }
        }
        if customers.isEmpty && groupBy.contains(Self.customerName) {
            throw .groupedByUnknownCustomers
        }
        for customer in customers where customer.subjects.isEmpty {
            throw .customerWithoutSubjects(customer.id)
        }
    }
}

/// A customer, and under which subjects its usage arrives: its own key is one of them.
package struct MeteredCustomer: Hashable, Sendable {
    package let id: String
    package let subjects: [String]

    package init(id: String, key: String?, subjects: [String]) {
        self.id = id
        self.subjects = (key.map { [$0] } ?? []) + subjects
    }
}

/// One bound for a time.
package indirect enum TimeBound: Hashable, Sendable {
    case before(Instant)
    case notAfter(Instant)
    case after(Instant)
    case notBefore(Instant)
    case at(Instant)
    case not(TimeBound)
    /// One of these holds, each with all of its bounds.
    case any([[TimeBound]])

    /// Whether a time keeps to it, at whole seconds.
    package func holds(for time: Instant) -> Bool {
        switch self {
        case .before(let bound): time.seconds < bound.seconds
        case .notAfter(let bound): time.seconds <= bound.seconds
        case .after(let bound): time.seconds > bound.seconds
        case .notBefore(let bound): time.seconds >= bound.seconds
        case .at(let bound): time.seconds == bound.seconds
        case .not(let bound): !bound.holds(for: time)
        case .any(let choices): choices.contains { $0.allSatisfy { $0.holds(for: time) } }
        }
    }
}
