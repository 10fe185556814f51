/// A time zone as a value: its name, and which offset holds from when to when.
///
/// Whoever has the bytes of a zone file makes one; this type neither knows files nor clocks.
package struct ZoneRules: Sendable {
    /// The name it was asked for by: `Europe/Berlin`.
    package let name: String
    /// How a local time is read that clocks show twice or never.
    package var reading = LocalReading.offsetBefore
    private let table: ZoneTable

    /// Coordinated Universal Time.
    package static let utc: ZoneRules = {
        let phase = ZonePhase(offsetSeconds: 0, isDaylight: false, abbreviation: "UTC")
        guard let rules = try? ZoneRules(name: "UTC", initial: phase) else {
            preconditionFailure("a zone of one phase has nothing to refuse")
        }
        return rules
    }()

    /// A zone that has the `initial` phase until its first transition, and follows the `tail`
    /// after its last.
    package init(
        name: String,
        initial: ZonePhase,
        transitions: [ZoneTransition] = [],
        tail: ZoneTail? = nil,
    ) throws(ZoneRulesError) {
        self.name = name
        var builder = try ZoneTableBuilder(initial: initial)
        try builder.append(transitions)
        if let tail { try builder.append(tail) }
        try builder.checkForwardLeaps()
        table = ZoneTable(builder)
    }

    /// Offset, kind and abbreviation in force at an instant.
    package func phase(at instant: Instant) -> ZonePhase {
        table.phase(atMicroseconds: instant.microseconds)
    }

    /// Seconds to add to UTC at an instant.
    package func offsetSeconds(at instant: Instant) -> Int {
        Int(table.offset(atMicroseconds: instant.microseconds) / Microseconds.inSecond)
    }

    /// What the clocks of the zone show at an instant.
    package func localTime(of instant: Instant) throws(TimeError) -> LocalTime {
        let offset = table.offset(atMicroseconds: instant.microseconds)
        return try LocalTime(microseconds: instant.microseconds + offset)
    }

    /// The day of the zone's calendar that an instant falls on.
    package func date(of instant: Instant) throws(TimeError) -> CivilDate {
        try localTime(of: instant).date
    }

    /// When the clocks of the zone show a local time: once, twice or never.
    package func instants(of local: LocalTime) throws(TimeError) -> LocalResolution {
        switch table.resolve(local.microseconds) {
        case .unique(let time):
            return .unique(try Instant(microseconds: time))
        case .ambiguous(let earlier, let later):
            return .ambiguous(
                earlier: try Instant(microseconds: earlier),
                later: try Instant(microseconds: later),
            )
        case .gap(let transition, let shifted):
            return .gap(
                transition: try Instant(microseconds: transition),
                shifted: try Instant(microseconds: shifted),
            )
        }
    }

    /// The instant of a local time; of two or none, the one that the reading names.
    package func instant(of local: LocalTime) throws(TimeError) -> Instant {
        switch table.resolve(local.microseconds) {
        case .unique(let time): return try Instant(microseconds: time)
        case .ambiguous(let time, _), .gap(_, let time):
            if reading == .offsetBefore { return try Instant(microseconds: time) }
            let guess = local.microseconds - table.offset(atMicroseconds: local.microseconds)
            let offset = table.offset(atMicroseconds: guess)
            return try Instant(microseconds: local.microseconds - offset)
        }
    }

    /// The first instant of a day: midnight, the first of two midnights, or the end of the gap
    /// that midnight falls into.
    package func startOfDay(_ date: CivilDate) throws(TimeError) -> Instant {
        switch table.resolve(LocalTime(startOf: date).microseconds) {
        case .unique(let time), .ambiguous(let time, _), .gap(let time, _):
            try Instant(microseconds: time)
        }
    }

    /// A day from its start to the start of the next: 24 hours, 23 or 25 where the clocks change,
    /// and nothing where the zone left the day out.
    package func day(_ date: CivilDate) throws(TimeError) -> Period<Instant> {
        try Period(from: startOfDay(date), to: startOfDay(date.adding(days: 1)))
    }

    /// The month of a date, from the start of its first day to the start of the next month.
    package func month(of date: CivilDate) throws(TimeError) -> Period<Instant> {
        try date.monthPeriod.instants(in: self)
    }
}

extension ZoneRules: Hashable {
    package func hash(into hasher: inout Hasher) {
        // Names tell zones apart well enough; the tables are long.
        hasher.combine(name)
    }
}
