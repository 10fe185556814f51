/// What an account takes of a plan: from when, in which currency, with which changes of its own.
/// From it follows what a contract charges.
package struct PlanOrder: Hashable, Sendable {
    package let plan: PlanDefinition
    package let currency: Currency
    package let zone: ZoneRules
    package let start: Instant
    /// What its phases are counted from, where it takes over from an earlier version of the plan.
    package let phasesFrom: Instant?
    package var end: Instant?
    package let alignment: BillingAlignment
    /// Where it begins; the phases before it are left out.
    package let startingPhase: String?
    /// How long it is free at first. Nil for what the plan says, nought for not at all.
    package let trial: CalendarDuration?
    package let overrides: [ItemOverride]
    package var addOns: [AddOnOrder]

    package init(
        _ plan: PlanDefinition,
        currency: Currency,
        zone: ZoneRules,
        start: Instant,
        phasesFrom: Instant? = nil,
        end: Instant? = nil,
        alignment: BillingAlignment = .anniversary,
        startingPhase: String? = nil,
        trial: CalendarDuration? = nil,
        overrides: [ItemOverride] = [],
        addOns: [AddOnOrder] = [],
    ) {
        self.plan = plan
        self.currency = currency
        self.zone = zone
        self.start = start
        self.phasesFrom = phasesFrom
        self.end = end
        self.alignment = alignment
        self.startingPhase = startingPhase
        self.trial = trial
        self.overrides = overrides
        self.addOns = addOns
    }

    /// What is charged from when to when.
    package func schedule() throws(PlanError) -> ContractSchedule {
        var phases: [ContractSchedule.Phase] = []
        var offset = ScheduleOffset.none
        for phase in try phasesTaken() {
            var items: [PricedItem] = []
            for card in phase.rateCards { items.append(try card.item(in: currency)) }
            phases.append(
                ContractSchedule.Phase(
                    key: phase.key,
                    offset: offset,
                    items: try overridden(items, in: phase.key).map {
                        ContractSchedule.Item(key: $0.key, versions: [.init($0)])
                    }
                )
            )
            if let duration = phase.duration { offset = offset.adding(duration) }
        }
        try checkOverrides()
        var schedule = try PlanError.wrapping { () throws(ContractError) in
            try ContractSchedule(
                start: start,
                end: end,
                cadence: plan.billingCadence,
                anchor: try anchor(),
                zone: zone,
                phases: phases,
                phasesFrom: phasesFrom
            )
        }
        try beginAdditions(in: &schedule)
        for order in addOns { try attach(order, to: &schedule) }
        return schedule
    }

    /// What is added in the middle of a phase begins there, so that what is charged once is
    /// charged then. What was added before this order has begun already.
    private func beginAdditions(in schedule: inout ContractSchedule) throws(PlanError) {
        for change in overrides {
            guard case .add = change.act, let since = change.since, since >= start else { continue }
            for index in schedule.phases.indices {
                let phase = schedule.phases[index]
                guard change.phase.map({ $0 == phase.key }) ?? true,
                    let place = phase.items.firstIndex(where: { $0.key == change.key })
                else { continue }
                let begin = try PlanError.wrapping { () throws(ContractError) in
                    try schedule.agreedBegin(ofPhase: index)
                }
                if begin >= since { continue }
                for number in phase.items[place].versions.indices {
                    schedule.phases[index].items[place].versions[number].from = .at(since)
                }
            }
        }
    }

    private func anchor() throws(ContractError) -> Instant {
        do throws(TimeError) {
            return try alignment.anchor(from: start, in: zone)
        } catch {
            throw .time(error)
        }
    }

    // MARK: - Phases and trials

    private func phasesTaken() throws(PlanError) -> [PlanPhase] {
        var phases = plan.phases[...]
        if let startingPhase {
            guard let first = phases.firstIndex(where: { $0.key == startingPhase }) else {
                throw .unknownPhase(startingPhase)
            }
            phases = phases[first...]
        }
        guard let trial, let first = phases.first else { return Array(phases) }
        let rest = first.isTrial ? phases.dropFirst() : phases
        if trial.isZero { return Array(rest) }
        let free = first.isTrial ? first.rateCards : first.rateCards.compactMap(\.withoutPrice)
        let key = first.isTrial ? first.key : "trial"
        return [PlanPhase(key: key, duration: trial, rateCards: free)] + rest
    }

    // MARK: - Overrides

    private func overridden(
        _ items: [PricedItem],
        in phase: String,
    ) throws(PlanError) -> [PricedItem] {
        var items = items
        for change in overrides where change.phase.map({ $0 == phase }) ?? true {
            let place = items.firstIndex { $0.key == change.key }
            switch (change.act, place) {
            case (.add(let item), nil): items.append(item)
            case (.add(let item), let place?): items[place] = item
            case (.remove, let place?): items.remove(at: place)
            case (.price(let terms), let place?): items[place] = items[place].replacing(terms)
            case (.raise(let percent), let place?):
                do throws(NumberError) {
                    let terms = try items[place].terms?.raised(by: percent)
                    items[place] = items[place].replacing(terms)
                } catch {
                    throw .amountOutOfRange
                }
            case (.remove, nil), (.price, nil), (.raise, nil): break
            }
        }
        return items
    }

    /// An override that changes nothing is a mistake, and not left without a word.
    private func checkOverrides() throws(PlanError) {
        var added: Set<String> = []
        for change in overrides {
            if let phase = change.phase, !plan.phases.contains(where: { $0.key == phase }) {
                throw .unknownPhase(phase)
            }
            if case .add = change.act { added.insert(change.key) }
            if added.contains(change.key) { continue }
            let phases = plan.phases.filter { phase in
                change.phase.map { $0 == phase.key } ?? true
            }
            guard phases.contains(where: { $0.rateCards.contains { $0.key == change.key } }) else {
                throw .unknownItem(change.key)
            }
        }
    }
}

/// What an account has agreed otherwise than its plan says.
package struct ItemOverride: Hashable, Sendable {
    /// Nil for every phase.
    package let phase: String?
    package let key: String
    package let act: Act
    /// From when on, where it was agreed later than the plan.
    package let since: Instant?

    package enum Act: Hashable, Sendable {
        /// An item that the plan does not have, or another in its place.
        case add(PricedItem)
        case remove
        /// Other terms; nil for nothing to pay.
        case price(PriceTerms?)
        /// By so many percent, less than zero for a discount on everything.
        case raise(percent: PreciseAmount)
    }

    package init(
        phase: String? = nil,
        _ key: String,
        _ act: Act,
        since: Instant? = nil,
    ) {
        self.phase = phase
        self.key = key
        self.act = act
        self.since = since
    }

    /// The same, agreed at a time.
    func agreed(at moment: Instant) -> ItemOverride {
        ItemOverride(phase: phase, key, act, since: moment)
    }
}

extension RateCard {
    /// What may be used of it while it costs nothing; nil for what is only charged.
    fileprivate var withoutPrice: RateCard? {
        guard entitlement != nil || isFree else { return nil }
        return RateCard(
            key: key,
            name: name,
            product: product,
            cadence: cadence,
            taxCode: taxCode,
            entitlement: entitlement
        )
    }
}
