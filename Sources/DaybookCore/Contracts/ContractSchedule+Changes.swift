/// When a change takes effect.
package enum ChangeTiming: Hashable, Sendable {
    case immediately
    case atNextBillingPeriod
    case at(Instant)
}

extension ContractSchedule {
    package func instant(
        of timing: ChangeTiming,
        now: Instant,
    ) throws(ContractError) -> Instant {
        switch timing {
        case .immediately: return now
        case .atNextBillingPeriod: return try billingPeriod(at: now).to
        case .at(let instant): return instant
        }
    }

    // MARK: - Items

    /// Adds an item, or a new version of one, which then takes the place of the version that
    /// runs. Nothing is changed before the moment of the change.
    package mutating func addItem(
        _ item: PricedItem,
        toPhase key: String,
        at moment: Instant,
        from start: Bound? = nil,
        to stop: Bound? = nil,
    ) throws(ContractError) {
        let index = try changeablePhase(key, at: moment)
        let isCurrent = try phase(at: moment) == index
        let span = try span(ofPhase: index)
        var version = Version(item, from: start, to: stop)
        if isCurrent {
            version.from = start ?? .at(moment)
            if try self.span(of: version, in: span).from < moment {
                throw .inThePast(phase: key)
            }
        }
        guard let place = phases[index].items.firstIndex(where: { $0.key == item.key }) else {
            phases[index].items.append(Item(key: item.key, versions: [version]))
            return
        }
        if let last = phases[index].items[place].versions.indices.last {
            guard isCurrent else { throw .itemOverlaps(phase: key, item: item.key) }
            let running = phases[index].items[place].versions[last]
            let begin = try self.span(of: version, in: span).from
            if running.to != nil, let end = try self.span(of: running, in: span).to, end > begin {
                throw .itemOverlaps(phase: key, item: item.key)
            }
            if running.to == nil { phases[index].items[place].versions[last].to = version.from }
        }
        phases[index].items[place].versions.append(version)
    }

    /// Ends an item; one of a phase that has not begun is taken out of it.
    package mutating func removeItem(
        _ item: String,
        fromPhase key: String,
        at moment: Instant,
    ) throws(ContractError) {
        let index = try changeablePhase(key, at: moment)
        guard let place = phases[index].items.firstIndex(where: { $0.key == item }),
            let last = phases[index].items[place].versions.indices.last
        else { throw .unknownItem(phase: key, item: item) }
        if try phase(at: moment) == index {
            phases[index].items[place].versions[last].to = .at(moment)
            return
        }
        phases[index].items[place].versions.removeLast()
        if phases[index].items[place].versions.isEmpty { phases[index].items.remove(at: place) }
    }

    /// Drops what is scheduled for the items of the phase that runs: their later versions, and
    /// the ends that would make room for them.
    package mutating func unscheduleChanges(at moment: Instant) throws(ContractError) {
        guard let index = try phase(at: moment) else { throw .notRunning }
        let span = try span(ofPhase: index)
        for place in phases[index].items.indices {
            var versions = phases[index].items[place].versions
            while let last = versions.last {
                if try self.span(of: last, in: span).contains(moment) {
                    versions[versions.count - 1].to = nil
                    break
                }
                versions.removeLast()
            }
            phases[index].items[place].versions = versions
        }
        phases[index].items.removeAll { $0.versions.isEmpty }
    }

    /// A phase that has not ended at the moment of a change.
    private func changeablePhase(
        _ key: String,
        at moment: Instant,
    ) throws(ContractError) -> Int {
        guard let index = phases.firstIndex(where: { $0.key == key }) else {
            throw .unknownPhase(key)
        }
        if let current = try phase(at: moment) {
            if index < current { throw .inThePast(phase: key) }
        } else if try begin(ofPhase: index) < moment {
            throw .inThePast(phase: key)
        }
        return index
    }

    // MARK: - Phases

    /// Puts a phase in between; those behind it begin when it has lasted its time.
    package mutating func addPhase(
        _ phase: Phase,
        lasting duration: CalendarDuration?,
        at moment: Instant,
    ) throws(ContractError) {
        if phases.contains(where: { $0.key == phase.key }) { throw .phaseExists(phase.key) }
        let begin: Instant
        do throws(TimeError) {
            begin = try phase.offset.instant(after: phasesFrom, in: zone)
        } catch {
            throw .time(error)
        }
        if begin <= moment { throw .inThePast(phase: phase.key) }
        if let end, begin >= end { throw .notRunning }
        var place = phases.count
        for index in phases.indices.reversed() {
            if try self.begin(ofPhase: index) < begin { break }
            place = index
        }
        if place < phases.count, let duration {
            // The next phase begins when this one ends; the others keep their distance from it.
            let shift = phase.offset.adding(duration).adding(phases[place].offset, times: -1)
            for index in place..<phases.count {
                phases[index].offset = phases[index].offset.adding(shift)
            }
        }
        phases.insert(phase, at: place)
    }

    /// Takes a phase out that has not begun. Those behind it move forward, or the one in front of
    /// it lasts longer.
    package mutating func removePhase(
        _ key: String,
        movingNext: Bool,
        at moment: Instant,
    ) throws(ContractError) {
        guard let index = phases.firstIndex(where: { $0.key == key }) else {
            throw .unknownPhase(key)
        }
        if try begin(ofPhase: index) <= moment { throw .inThePast(phase: key) }
        if movingNext, index + 1 < phases.count {
            let gone = phases[index].offset.adding(phases[index + 1].offset, times: -1)
            for later in (index + 1)..<phases.count {
                phases[later].offset = phases[later].offset.adding(gone)
            }
        }
        phases.remove(at: index)
    }

    /// Makes a phase longer, or shorter where `count` is negative; all behind it move along.
    package mutating func stretchPhase(
        _ key: String,
        by duration: CalendarDuration,
        times count: Int = 1,
        at moment: Instant,
    ) throws(ContractError) {
        let index = try changeablePhase(key, at: moment)
        guard index + 1 < phases.count else { throw .lastPhase(key) }
        var changed = self
        for later in (index + 1)..<phases.count {
            changed.phases[later].offset = phases[later].offset.adding(duration, times: count)
        }
        if try changed.begin(ofPhase: index + 1) <= changed.begin(ofPhase: index) {
            throw .phaseWouldVanish(key)
        }
        self = changed
    }

    // MARK: - The contract's end

    package mutating func cancel(at moment: Instant) throws(ContractError) {
        if end != nil { throw .alreadyCancelled }
        guard span.contains(moment) || moment == start else { throw .notRunning }
        end = moment
    }

    /// Takes a cancellation back that has not taken effect.
    package mutating func uncancel(at moment: Instant) throws(ContractError) {
        guard let end else { throw .notCancelled }
        if end <= moment { throw .notRunning }
        self.end = nil
    }
}
