/// What becomes of a contract when its plan does: add-ons come and go, new versions are moved to.
extension Contract {
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
    /// add-ons that it has. Billing dates stay; the phase it is in begins anew where the new
    /// version has it, and a trial that is over does not.
    package mutating func migrate(
        to definition: PlanDefinition,
        _ origin: PlanOrigin,
        _ timing: ChangeTiming,
        now: Instant,
    ) throws(PlanError) {
        guard let index = plan(at: now) else { throw .contract(.notRunning) }
        let current = plans[index]
        guard let order = current.order, let old = current.origin, old.plan == origin.plan,
            old.version < origin.version
        else { throw .contract(.notOlder(than: origin)) }
        let moment = try PlanError.wrapping { () throws(ContractError) in
            try current.schedule.instant(of: timing, now: now)
        }
        let phase = try order.phase(of: current.schedule, at: moment)
        let next = PlanOrder(
            definition,
            currency: order.currency,
            zone: order.zone,
            start: moment,
            end: current.schedule.end,
            alignment: .anchor(current.schedule.billing.anchor),
            startingPhase: definition.phases.first { $0.key == phase?.key }?.key,
            trial: phase?.isTrial ?? false ? nil : .zero,
            overrides: order.overrides,
            addOns: order.addOns.map { $0.going(onAt: moment) }
        )
        let plan = try ContractPlan(.standard, next, of: origin)
        try PlanError.wrapping { () throws(ContractError) in try change(to: plan, now: now) }
    }
}

extension PlanOrder {
    /// The phase of the plan that runs at a time.
    fileprivate func phase(
        of schedule: ContractSchedule,
        at moment: Instant,
    ) throws(PlanError) -> PlanPhase? {
        let index = try PlanError.wrapping { () throws(ContractError) in
            try schedule.phase(at: moment)
        }
        guard let index else { return nil }
        return plan.phases.first { $0.key == schedule.phases[index].key }
    }
}
