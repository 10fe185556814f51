/// What becomes of a contract when its plan does: add-ons come and go, new versions are moved to.
extension Contract {
    /// Changes single items or phases of the plan that runs now. From then on the items no longer
    /// follow from the plan.
    package mutating func changeItems(
        now: Instant,
        _ change: (inout ContractSchedule) throws(ContractError) -> Void,
    ) throws(ContractError) {
        guard let index = plan(at: now), cancelledAt == nil else { throw .notRunning }
        try change(&plans[index].schedule)
    }

    /// Takes an add-on from a time on, more or less of it, or gives it up.
    package mutating func attach(
        _ key: String,
        _ definition: AddOnDefinition,
        quantity: Int,
        from moment: Instant,
        now: Instant,
    ) throws(PlanError) {
        if moment < now { throw .contract(.beforeNow) }
        guard let index = plan(at: moment) else { throw .contract(.notRunning) }
        try plans[index].attach(key, definition, quantity: quantity, from: moment)
    }

    /// Goes over to a later version of its plan, in the currency and with the overrides and
    /// add-ons that it has. Billing dates stay, and it is as far in the plan as it was: a trial
    /// or a ramp does not begin anew, and what was charged once is not charged again.
    package mutating func migrate(
        to definition: PlanDefinition,
        _ origin: PlanOrigin,
        _ timing: ChangeTiming,
        now: Instant,
    ) throws(PlanError) {
        guard let index = plan(at: now) else { throw .contract(.notRunning) }
        let current = plans[index]
        guard let old = current.origin, old.plan == origin.plan, old.version < origin.version else {
            throw .contract(.notOlder(than: origin))
        }
        let order = try current.orderAsItStands()
        let moment = try PlanError.wrapping { () throws(ContractError) in
            try current.schedule.instant(of: timing, now: now)
        }
        let next = current.goingOn(order, with: definition, at: moment, until: order.end)
        let plan = try ContractPlan(.standard, next, of: origin)
        try PlanError.wrapping { () throws(ContractError) in try change(to: plan, now: now) }
    }

    /// The version of an add-on that is taken at a time: more of it is more of the same.
    package func addOn(_ key: String, at moment: Instant) -> AddOnDefinition? {
        let order = plan(at: moment).flatMap { plans[$0].order }
        return order?.addOns.first { $0.key == key }?.definition
    }

    /// Goes over to another plan from a time on, in the currency that it has, until it was to end.
    /// Billing dates stay unless others are asked for; what was agreed for later falls away.
    package mutating func change(
        to definition: PlanDefinition,
        _ origin: PlanOrigin,
        from moment: Instant,
        alignment: BillingAlignment? = nil,
        startingPhase: String? = nil,
        now: Instant,
    ) throws(PlanError) {
        guard let index = plan(at: moment) else { throw .contract(.notRunning) }
        let order = PlanOrder(
            definition,
            currency: currency,
            zone: zone,
            start: moment,
            end: end,
            alignment: alignment ?? .anchor(plans[index].schedule.billing.anchor),
            startingPhase: startingPhase
        )
        let plan = try ContractPlan(.standard, order, of: origin)
        try PlanError.wrapping { () throws(ContractError) in try change(to: plan, now: now) }
    }

    /// Has other items than its plan says from a time on, besides those that it had agreed
    /// already. It is as far in the plan as it was.
    package mutating func change(
        _ overrides: [ItemOverride],
        from moment: Instant,
        now: Instant,
    ) throws(PlanError) {
        guard let index = plan(at: moment) else { throw .contract(.notRunning) }
        let current = plans[index]
        guard let origin = current.origin else { throw .contract(.changedByHand) }
        let order = try current.orderAsItStands()
        let next = current.goingOn(
            order,
            with: order.plan,
            at: moment,
            until: end,
            overrides: overrides
        )
        let plan = try ContractPlan(.standard, next, of: origin)
        try PlanError.wrapping { () throws(ContractError) in try change(to: plan, now: now) }
    }
}

extension ContractPlan {
    /// What is ordered when another version of the plan, or other items, take over at a time:
    /// billing dates, overrides and add-ons stay.
    fileprivate func goingOn(
        _ order: PlanOrder,
        with definition: PlanDefinition,
        at moment: Instant,
        until end: Instant?,
        overrides: [ItemOverride] = [],
    ) -> PlanOrder {
        PlanOrder(
            definition,
            currency: order.currency,
            zone: order.zone,
            start: moment,
            phasesFrom: schedule.phasesFrom,
            end: end,
            alignment: .anchor(schedule.billing.anchor),
            startingPhase: order.startingPhase,
            trial: order.trial,
            overrides: order.overrides + overrides.map { $0.agreed(at: moment) },
            addOns: order.addOns.map { $0.going(onAt: moment) }
        )
    }
}
