/// Collects the phases of a zone, checks them and lays the yearly rule out for 400 years.
struct ZoneTableBuilder {
    /// From when each phase holds, in microseconds since 1970. The first has always held.
    private(set) var starts: [Int64] = [always]
    private(set) var phases: [ZonePhase]
    private(set) var cycleEnd = never

    /// Times far outside of our years, whose sums and differences still fit into 64 bits.
    static let always: Int64 = -(1 << 61)
    static let never: Int64 = 1 << 61
    /// More than any two offsets differ by.
    static let reach = 52 * Microseconds.inHour

    init(initial: ZonePhase) throws(ZoneRulesError) {
        try Self.check(initial)
        phases = [initial]
    }

    mutating func append(_ transitions: [ZoneTransition]) throws(ZoneRulesError) {
        var previous = Int64.min
        for (index, transition) in transitions.enumerated() {
            guard transition.seconds > previous else {
                throw .transitionsOutOfOrder(index: index)
            }
            previous = transition.seconds
            try append(transition)
        }
    }

    /// Lays out the yearly rule from the last transition on.
    mutating func append(_ tail: ZoneTail) throws(ZoneRulesError) {
        try Self.check(tail.standard)
        guard let daylight = tail.daylight else {
            // Where transitions are listed, the last of them has brought this phase already.
            if starts.count == 1 { phases[0] = tail.standard }
            return
        }
        try Self.check(daylight.phase)
        let last = starts.count == 1 ? nil : starts[starts.count - 1]
        // Without transitions the rule has always held, for us from the first year on.
        let firstYear = last.map(Self.year) ?? 0
        for transition in tail.transitions(inYears: firstYear...(firstYear + 404)) {
            if let last, Self.microseconds(transition.seconds) <= last { continue }
            try append(transition)
        }
        // Two years in, what precedes the cycle is the rule's own and not the list's. The rule
        // reaches two years beyond its end, so that a search near it sees both sides.
        let cycleStart = Gregorian.dayNumber(year: firstYear + 2, month: 1)
        cycleEnd = Int64(cycleStart + Gregorian.daysInEra) * Microseconds.inDay
    }

    /// Refuses clocks that go forward by more than a day, in one leap or in several within days:
    /// with them, local noon of one day could come after local noon of the next.
    ///
    /// Of the phases within those days only the one furthest west matters. The candidates for it
    /// wait in a row, the furthest west first, so that a made-up file of many transitions costs no
    /// more than its length.
    func checkForwardLeaps() throws(ZoneRulesError) {
        var candidates: [Int] = []
        var first = 0
        for later in starts.indices.dropFirst() {
            let newest = phases[later - 1].offsetSeconds
            while candidates.count > first,
                phases[candidates[candidates.count - 1]].offsetSeconds >= newest
            {
                candidates.removeLast()
            }
            candidates.append(later - 1)
            while starts[later] - starts[candidates[first] + 1] > 2 * Self.reach { first += 1 }
            let leap = phases[later].offsetSeconds - phases[candidates[first]].offsetSeconds
            if leap > 86_400 {
                let seconds = starts[later] / Microseconds.inSecond
                throw .leapOverMoreThanADay(atSeconds: seconds)
            }
        }
    }

    private mutating func append(_ transition: ZoneTransition) throws(ZoneRulesError) {
        try Self.check(transition.phase)
        let start = Self.microseconds(transition.seconds)
        let last = starts.count - 1
        if start <= starts[last] {
            // Several transitions before our years, or a rule that ends and begins at one moment.
            phases[last] = transition.phase
        } else if phases[last] != transition.phase {
            starts.append(start)
            phases.append(transition.phase)
        }
    }

    private static func check(_ phase: ZonePhase) throws(ZoneRulesError) {
        guard -25 * 3_600 < phase.offsetSeconds, phase.offsetSeconds < 26 * 3_600 else {
            throw .offsetOutOfRange(seconds: phase.offsetSeconds)
        }
    }

    private static func microseconds(_ seconds: Int64) -> Int64 {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: Microseconds.inSecond)
        if overflow { return seconds < 0 ? always : never }
        return min(max(product, always), never)
    }

    private static func year(_ microseconds: Int64) -> Int {
        let days = microseconds.floored(by: Microseconds.inDay).quotient
        return Gregorian.components(dayNumber: Int(days)).year
    }
}
