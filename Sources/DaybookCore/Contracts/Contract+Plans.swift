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
        guard moment >= now, let index = plan(at: moment) else { throw .contract(.notRunning) }
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
        let next = PlanOrder(
            definition,
            currency: order.currency,
            zone: order.zone,
            start: moment,
            phasesFrom: current.schedule.phasesFrom,
            end: order.end,
            alignment: .anchor(current.schedule.billing.anchor),
            startingPhase: order.startingPhase,
            trial: order.trial,
            overrides: order.overrides,
            addOns: order.addOns.map { $0.going(onAt: moment) }
        )
        let plan = try ContractPlan(.standard, next, of: origin)
        try PlanError.wrapping { () throws(ContractError) in try change(to: plan, now: now) }
    }
}
