/// The phases of a zone in one sorted table that reaches 400 years beyond its last transition.
///
/// The calendar repeats every 400 years to the weekday, and so does every yearly rule. An instant
/// beyond the table is looked up a whole number of such cycles earlier: one search serves all
/// years, and the table stays below a thousand rows more than its file had.
struct ZoneTable: Hashable, Sendable {
    /// From when each phase holds, in microseconds since 1970. The first has always held, and one
    /// entry more than there are phases ends the last.
    private let starts: [Int64]
    /// Microseconds to add to UTC, one for each phase.
    private let offsets: [Int64]
    private let phases: [ZonePhase]
    /// From where instants are looked up a cycle earlier.
    private let cycleEnd: Int64

    private static let cycle = Int64(Gregorian.daysInEra) * Microseconds.inDay

    init(_ builder: ZoneTableBuilder) {
        starts = builder.starts + [ZoneTableBuilder.never]
        offsets = builder.phases.map { Int64($0.offsetSeconds) * Microseconds.inSecond }
        phases = builder.phases
        cycleEnd = builder.cycleEnd
    }

    func phase(atMicroseconds time: Int64) -> ZonePhase {
        phases[index(at: time - cycles(before: time))]
    }

    func offset(atMicroseconds time: Int64) -> Int64 {
        offsets[index(at: time - cycles(before: time))]
    }

    /// The time of so many whole cycles that what is left lies within the table.
    private func cycles(before time: Int64) -> Int64 {
        time < cycleEnd ? 0 : ((time - cycleEnd) / Self.cycle + 1) * Self.cycle
    }

    /// The phase that holds at a time: the last one that starts at it or before.
    private func index(at time: Int64) -> Int {
        var low = 0
        var count = offsets.count
        while count > 1 {
            let half = count / 2
            // The first phase has always held, so `low` is never the wrong side.
            if starts[low + half] <= time { low += half }
            count -= half
        }
        return low
    }
}

extension ZoneTable {
    /// What `resolve` finds, in microseconds since 1970; see `LocalResolution`.
    enum Resolution {
        case unique(Int64)
        case ambiguous(earlier: Int64, later: Int64)
        case gap(transition: Int64, shifted: Int64)

        func moved(by cycles: Int64) -> Resolution {
            switch self {
            case .unique(let time):
                .unique(time + cycles)
            case .ambiguous(let earlier, let later):
                .ambiguous(earlier: earlier + cycles, later: later + cycles)
            case .gap(let transition, let shifted):
                .gap(transition: transition + cycles, shifted: shifted + cycles)
            }
        }
    }

    /// The times at which clocks of the zone show a local time.
    func resolve(_ local: Int64) -> Resolution {
        let cycles = cycles(before: local)
        let inTable = local - cycles
        // Taken for UTC the local time is off by its offset, which matters only near a transition.
        let guess = index(at: inTable)
        let time = inTable - offsets[guess]
        let isFarFromBoth =
            time - starts[guess] >= ZoneTableBuilder.reach
            && starts[guess + 1] - time > ZoneTableBuilder.reach
        if isFarFromBoth { return .unique(time + cycles) }
        let found = resolveNearTransition(inTable)
        return cycles == 0 ? found : found.moved(by: cycles)
    }

    /// Tries every phase whose time could show the local time, seldom more than two.
    private func resolveNearTransition(_ local: Int64) -> Resolution {
        var earliest: Int64?
        var latest: Int64?
        var gap: Resolution?
        var phase = index(at: local - ZoneTableBuilder.reach)
        while phase < offsets.count, starts[phase] <= local + ZoneTableBuilder.reach {
            let time = local - offsets[phase]
            if time >= starts[phase + 1] {
                // Past the end of this phase: a gap, unless a later phase shows the local time.
                gap = .gap(transition: starts[phase + 1], shifted: time)
            } else if time >= starts[phase] {
                earliest = earliest ?? time
                latest = time
            }
            phase += 1
        }
        guard let earliest, let latest else {
            guard let gap else {
                preconditionFailure("a local time is in a phase or after the end of one")
            }
            return gap
        }
        return earliest == latest
            ? .unique(earliest) : .ambiguous(earlier: earliest, later: latest)
    }
}
