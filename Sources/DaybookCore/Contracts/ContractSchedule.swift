/// What a contract charges from when to when: phases one after the other, each with items, each
/// item with the versions that changes have made of it.
package struct ContractSchedule: Hashable, Sendable {
    package let start: Instant
    package internal(set) var end: Instant?
    /// What the phases are counted from: the start, or an earlier time where the contract came
    /// over from another schedule and goes on in the middle of a phase.
    package let phasesFrom: Instant
    /// How often it is billed, counted from the anchor.
    package let billing: Recurrence
    /// In order of their beginnings.
    package internal(set) var phases: [Phase]

    package struct Phase: Hashable, Sendable {
        package let key: String
        package internal(set) var offset: ScheduleOffset
        package internal(set) var items: [Item]

        package init(key: String, offset: ScheduleOffset, items: [Item]) {
            self.key = key
            self.offset = offset
            self.items = items
        }
    }

    package struct Item: Hashable, Sendable {
        package let key: String
        /// In order of time; they do not overlap.
        package internal(set) var versions: [Version]

        package init(key: String, versions: [Version]) {
            self.key = key
            self.versions = versions
        }
    }

    package struct Version: Hashable, Sendable {
        package let item: PricedItem
        package internal(set) var from: Bound?
        package internal(set) var to: Bound?

        package init(_ item: PricedItem, from: Bound? = nil, to: Bound? = nil) {
            self.item = item
            self.from = from
            self.to = to
        }
    }

    /// Where a version begins or ends, if not with its phase.
    package enum Bound: Hashable, Sendable {
        /// So long after the phase begins, and moved along with it.
        case afterPhaseStart(ScheduleOffset)
        case at(Instant)
    }

    package init(
        start: Instant,
        end: Instant? = nil,
        cadence: CalendarDuration,
        anchor: Instant? = nil,
        zone: ZoneRules,
        phases: [Phase],
        phasesFrom: Instant? = nil,
    ) throws(ContractError) {
        self.start = start
        self.end = end
        self.phasesFrom = min(phasesFrom ?? start, start)
        do throws(TimeError) {
            billing = try Recurrence(anchor: anchor ?? start, interval: cadence, zone: zone)
        } catch {
            throw .time(error)
        }
        self.phases = phases
    }

    package var zone: ZoneRules { billing.zone }

    package var span: ActiveSpan { ActiveSpan(from: start, to: end) }

    // MARK: - When things are active

    /// A phase lasts until the next one begins or the contract ends. One that would begin behind
    /// the end is empty there.
    package func span(ofPhase index: Int) throws(ContractError) -> ActiveSpan {
        let from = try begin(ofPhase: index)
        if let end, from > end { return ActiveSpan(from: end, to: end) }
        guard index + 1 < phases.count else { return ActiveSpan(from: from, to: end) }
        let next = try begin(ofPhase: index + 1)
        return ActiveSpan(from: from, to: end.map { min($0, next) } ?? next)
    }

    func begin(ofPhase index: Int) throws(ContractError) -> Instant {
        max(start, try agreedBegin(ofPhase: index))
    }

    /// When a phase began, also where that was on an earlier schedule.
    func agreedBegin(ofPhase index: Int) throws(ContractError) -> Instant {
        do throws(TimeError) {
            return try phases[index].offset.instant(after: phasesFrom, in: zone)
        } catch {
            throw .time(error)
        }
    }

    func span(of version: Version, in phase: ActiveSpan) throws(ContractError) -> ActiveSpan {
        var from = phase.from
        if let bound = version.from {
            from = try instant(of: bound, in: phase)
            if let end = phase.to, from > end { return ActiveSpan(from: end, to: end) }
        }
        var to = phase.to
        if let bound = version.to {
            let own = try instant(of: bound, in: phase)
            to = phase.to.map { min($0, own) } ?? own
        }
        return ActiveSpan(from: from, to: to)
    }

    private func instant(of bound: Bound, in phase: ActiveSpan) throws(ContractError) -> Instant {
        switch bound {
        case .at(let instant): return instant
        case .afterPhaseStart(let offset):
            do throws(TimeError) {
                return try offset.instant(after: phase.from, in: zone)
            } catch {
                throw .time(error)
            }
        }
    }

    /// The phase that runs at a time; nil before the start and after the end.
    package func phase(at instant: Instant) throws(ContractError) -> Int? {
        guard span.contains(instant) else { return nil }
        var current: Int?
        for index in phases.indices {
            if try begin(ofPhase: index) > instant { break }
            current = index
        }
        return current
    }

    /// The period that is billed together around a time, within its phase. After the contract's
    /// end the last phase still answers, for what is left to be billed.
    package func billingPeriod(at instant: Instant) throws(ContractError) -> Period<Instant> {
        guard instant >= start else { throw .notRunning }
        var index = try phase(at: instant)
        if index == nil, let end {
            for later in phases.indices {
                if try span(ofPhase: later).from > end { break }
                index = later
            }
        }
        guard let index else { throw .notRunning }
        let phase = try span(ofPhase: index)
        do throws(TimeError) {
            let period = try billing.period(containing: instant)
            let from = max(period.from, phase.from)
            let to = phase.to.map { min($0, period.to) } ?? period.to
            // Asked for behind the end of the last phase, the period has nothing left.
            return try Period(from: min(from, to), to: to)
        } catch {
            throw .time(error)
        }
    }
}
