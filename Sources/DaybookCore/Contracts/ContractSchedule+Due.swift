extension ContractSchedule {
    /// A century of days, and some more: beyond that something else was meant.
    package static let mostPeriods = 50_000

    /// What is due of all phases up to the end of the billing period that contains a time.
    ///
    /// What is paid in advance appears one period ahead, so that the next invoice can be seen.
    package func due(through instant: Instant) throws(ContractError) -> [DueItem] {
        var items: [DueItem] = []
        for index in phases.indices {
            let phase = try span(ofPhase: index)
            guard !phase.isEmpty, phases[index].hasPrices else { continue }
            var horizon = max(instant, start)
            if instant >= start {
                let period = try billingPeriod(at: instant)
                if horizon != period.from { horizon = period.to }
            }
            if phase.from > horizon { horizon = try firstActivation(ofPhase: index, phase) }
            items += try due(ofPhase: index, until: horizon)
            if let end = phase.to, end >= instant { break }
        }
        return items
    }

    /// What is due of one phase, as long as it may be invoiced at a time or before.
    package func due(
        ofPhase index: Int,
        until horizon: Instant,
    ) throws(ContractError) -> [DueItem] {
        let phase = try span(ofPhase: index)
        var due: [DueItem] = []
        for item in phases[index].items {
            for (number, version) in item.versions.enumerated() {
                guard version.item.terms != nil else { continue }
                let span = try span(of: version, in: phase)
                let walk = ItemWalk(self, phases[index].key, item.key, number, version, span, phase)
                if version.item.cadence == nil {
                    // It was charged when the phase began, or it did in the midst of it.
                    var begin = try agreedBegin(ofPhase: index)
                    if case .at(let own)? = version.from { begin = max(begin, own) }
                    if begin < start { continue }
                    if let once = try walk.once() { due.append(once) }
                } else if isWithin(span.from, phase) {
                    try walk.append(to: &due, until: horizon)
                } else {
                    break
                }
            }
        }
        return due.compactMap(\.inSeconds)
    }

    /// When the first priced item of a phase begins to run.
    private func firstActivation(
        ofPhase index: Int,
        _ phase: ActiveSpan,
    ) throws(ContractError) -> Instant {
        var first: Instant?
        for item in phases[index].items {
            for version in item.versions where version.item.terms != nil {
                let span = try span(of: version, in: phase)
                if !span.isEmpty || version.item.terms?.price.kind == .flat {
                    first = first.map { min($0, span.from) } ?? span.from
                }
            }
        }
        return first ?? phase.from
    }

    private func isWithin(_ instant: Instant, _ phase: ActiveSpan) -> Bool {
        (end.map { instant < $0 } ?? true) && (phase.to.map { instant < $0 } ?? true)
    }
}

extension ContractSchedule.Phase {
    fileprivate var hasPrices: Bool {
        items.contains { $0.versions.contains { $0.item.terms != nil } }
    }
}

/// The periods of one version of an item, one after the other.
private struct ItemWalk {
    let schedule: ContractSchedule
    let phaseKey: String
    let itemKey: String
    let number: Int
    let version: ContractSchedule.Version
    let span: ActiveSpan
    let phase: ActiveSpan

    init(
        _ schedule: ContractSchedule,
        _ phaseKey: String,
        _ itemKey: String,
        _ number: Int,
        _ version: ContractSchedule.Version,
        _ span: ActiveSpan,
        _ phase: ActiveSpan,
    ) {
        self.schedule = schedule
        self.phaseKey = phaseKey
        self.itemKey = itemKey
        self.number = number
        self.version = version
        self.span = span
        self.phase = phase
    }

    /// What is charged once: from the activation to the end of the phase, if that is known. In
    /// arrears it cannot be charged before.
    func once() throws(ContractError) -> DueItem? {
        let end = phase.to ?? span.to ?? span.from
        let full = try period(from: span.from, to: max(span.from, end))
        let service = span.intersection(full) ?? (full.isEmpty ? full : nil)
        guard let service else { return nil }
        return DueItem(
            key: key(nil),
            item: version.item,
            service: service,
            fullService: full,
            billing: try schedule.billingPeriod(at: span.from)
        )
    }

    func append(to due: inout [DueItem], until horizon: Instant) throws(ContractError) {
        guard let cadence = version.item.cadence else { return }
        let recurrence: Recurrence
        do throws(TimeError) {
            recurrence = try Recurrence(
                anchor: schedule.billing.anchor,
                interval: cadence,
                zone: schedule.zone
            )
        } catch {
            throw .time(error)
        }
        var (index, at) = (0, span.from)
        while true {
            let item = try item(index, at: at, recurrence)
            if item.invoiceAt > horizon.endOfSecond { return }
            due.append(item)
            index += 1
            if index > ContractSchedule.mostPeriods { throw .tooManyPeriods(item: itemKey) }
            at = item.service.to
            if let end = span.to, at >= end { return }
            if let end = phase.to, at >= end { return }
        }
    }

    private func item(
        _ index: Int,
        at instant: Instant,
        _ recurrence: Recurrence,
    ) throws(ContractError) -> DueItem {
        let full: Period<Instant>
        do throws(TimeError) {
            full = try recurrence.period(containing: instant)
        } catch {
            throw .time(error)
        }
        // An item that was never active still has the moment at which it was not.
        let own = try span.isEmpty ? period(from: span.from, to: span.from) : nil
        return DueItem(
            key: key(index),
            item: version.item,
            service: own ?? span.intersection(full) ?? full,
            fullService: full,
            billing: try schedule.billingPeriod(at: instant)
        )
    }

    private func key(_ period: Int?) -> DueKey {
        DueKey(phase: phaseKey, item: itemKey, version: number, period: period)
    }

    private func period(
        from: Instant,
        to: Instant,
    ) throws(ContractError) -> Period<Instant> {
        do throws(TimeError) { return try Period(from: from, to: to) } catch { throw .time(error) }
    }
}

extension DueItem {
    /// Billing knows whole seconds. A metered service that has none left is none.
    fileprivate var inSeconds: DueItem? {
        let service = service.inSeconds
        if service.isEmpty, item.terms?.price.kind != .flat { return nil }
        return DueItem(
            key: key,
            item: item,
            service: service,
            fullService: fullService.inSeconds,
            billing: billing.inSeconds
        )
    }
}

extension Period where Bound == Instant {
    /// The period with both bounds cut to whole seconds.
    fileprivate var inSeconds: Period<Instant> {
        let second = Microseconds.inSecond
        let (start, end) = (
            from.truncated(toMicroseconds: second), to.truncated(toMicroseconds: second)
        )
        return (try? Period(from: start, to: end)) ?? self
    }
}

extension Instant {
    /// The last moment of the second that it lies in.
    fileprivate var endOfSecond: Instant {
        let start = truncated(toMicroseconds: Microseconds.inSecond)
        return (try? start.adding(microseconds: Microseconds.inSecond - 1)) ?? self
    }
}
