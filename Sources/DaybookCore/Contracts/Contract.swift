/// An account's agreement over time: plans one after the other, and what holds for all of them.
///
/// What state it is in follows from its dates and from what was done, never from a stored word.
package struct Contract: Hashable, Sendable {
    package let currency: Currency
    package let zone: ZoneRules
    package let proration: ProrationPolicy
    /// In order of time, without gaps that anybody is charged for.
    package internal(set) var plans: [ContractPlan]
    /// No part of what was agreed: what is billed from now on is taxed so.
    package var taxes: TaxTable
    package let renewal: RenewalTerms?
    package let commitments: [TermCommitment]
    package private(set) var milestones: [Milestone]
    /// Until it is signed it is a draft, whatever its dates.
    package private(set) var signedAt: Instant?
    /// When somebody said that it is to end early; nil again once that was taken back.
    package private(set) var cancelledAt: Instant?

    package init(
        currency: Currency,
        zone: ZoneRules,
        first plan: ContractPlan,
        proration: ProrationPolicy = ProrationPolicy(),
        taxes: TaxTable = TaxTable(),
        renewal: RenewalTerms? = nil,
        commitments: [TermCommitment] = [],
        milestones: [Milestone] = [],
        signedAt: Instant? = nil,
    ) {
        self.currency = currency
        self.zone = zone
        self.proration = proration
        plans = [plan]
        self.taxes = taxes
        self.renewal = renewal
        self.commitments = commitments
        self.milestones = milestones
        self.signedAt = signedAt
    }

    /// A contract as it was kept somewhere; nil where it cannot have come about.
    package init?(
        restoring plans: [ContractPlan],
        currency: Currency,
        zone: ZoneRules,
        proration: ProrationPolicy,
        taxes: TaxTable,
        renewal: RenewalTerms?,
        commitments: [TermCommitment],
        milestones: [Milestone],
        signedAt: Instant?,
        cancelledAt: Instant?,
    ) {
        guard let first = plans.first else { return nil }
        for (one, next) in zip(plans, plans.dropFirst()) {
            guard let end = one.schedule.end, end <= next.schedule.start else { return nil }
        }
        self.init(
            currency: currency,
            zone: zone,
            first: first,
            proration: proration,
            taxes: taxes,
            renewal: renewal,
            commitments: commitments,
            milestones: milestones,
            signedAt: signedAt
        )
        self.plans = plans
        self.cancelledAt = cancelledAt
    }

    package var start: Instant { plans[0].schedule.start }

    /// When it ends as things stand; nil while it runs on.
    package var end: Instant? { plans[plans.count - 1].schedule.end }

    package var span: ActiveSpan { ActiveSpan(from: start, to: end) }

    package func state(at moment: Instant) -> ContractState {
        if signedAt.map({ $0 > moment }) ?? true { return .draft }
        // What was cancelled before it began has no time at all.
        if let end, end <= max(moment, start) { return .ended }
        if start > moment { return .scheduled }
        if let cancelledAt, cancelledAt <= moment { return .cancelling }
        return .active
    }

    // MARK: - Acts

    package mutating func sign(at moment: Instant) throws(ContractError) {
        if signedAt != nil { throw .alreadySigned }
        signedAt = moment
    }

    /// Ends it early: now, at the end of a billing period, or on a date.
    ///
    /// - Parameter earliest: the first moment that can be named, where a day that has begun can
    package mutating func cancel(
        _ timing: ChangeTiming,
        now: Instant,
        earliest: Instant? = nil,
    ) throws(ContractError) {
        if cancelledAt != nil { throw .alreadyCancelled }
        if case .at(let moment) = timing, moment < earliest ?? now { throw .beforeNow }
        let last = plans.count - 1
        let moment = try cancellation(timing, now: now)
        guard let moment, moment >= start else { throw .notRunning }
        if let end, moment >= end { throw .notRunning }
        // Plans that would begin behind the end never do.
        plans.removeLast(plans[1...].count { $0.schedule.start >= moment })
        let index = min(last, plans.count - 1)
        plans[index].agreedEnd = plans[index].schedule.end
        plans[index].schedule.end = nil
        try plans[index].schedule.cancel(at: moment)
        cancelledAt = now
    }

    /// When a cancellation takes effect; nil where the contract is not running. What has not begun
    /// ends where it would begin, so that nothing of it is ever billed, or later as was said.
    private func cancellation(
        _ timing: ChangeTiming,
        now: Instant,
    ) throws(ContractError) -> Instant? {
        if let index = plan(at: now) {
            return try plans[index].schedule.instant(of: timing, now: now)
        }
        guard now < start else { return nil }
        switch timing {
        case .immediately, .atNextBillingPeriod: return start
        case .at(let moment): return max(start, moment)
        }
    }

    /// Takes a cancellation back that has not taken effect: the plan ends when it was to end.
    package mutating func uncancel(now: Instant) throws(ContractError) {
        guard cancelledAt != nil else { throw .notCancelled }
        let index = plans.count - 1
        try plans[index].schedule.uncancel(at: now)
        plans[index].schedule.end = plans[index].agreedEnd
        cancelledAt = nil
    }

    /// An act that was agreed upon is done: what it makes due or earned is so from that day on.
    package mutating func reach(_ key: String, on date: CivilDate) throws(ContractError) {
        let places = milestones.indices.filter { milestones[$0].key == key }
        if places.isEmpty { throw .noMilestone(key) }
        if places.contains(where: { milestones[$0].reachedOn != nil }) {
            throw .milestoneReached(key)
        }
        for place in places { milestones[place].reachedOn = date }
    }

    /// Goes on at the same prices until a later end.
    package mutating func extend(to end: Instant) throws(ContractError) {
        let last = plans[plans.count - 1]
        let oldEnd = try endToGoOnFrom()
        guard end > oldEnd else { throw .endNotLater }
        plans.append(try last.continued(.extension, from: oldEnd, to: end, uplift: nil))
    }

    /// Goes on for another term, at prices that are raised as was agreed, or on other terms.
    package mutating func renew(on terms: RenewalTerms? = nil) throws(ContractError) {
        guard let renewal = terms ?? renewal else { throw .noRenewal }
        let last = plans[plans.count - 1]
        let oldEnd = try endToGoOnFrom()
        let count = plans.count { $0.kind == .renewal }
        if let limit = renewal.limit, count >= limit { throw .noRenewal }
        let end: Instant
        do throws(TimeError) {
            end = try oldEnd.adding(renewal.length, in: zone)
        } catch {
            throw .time(error)
        }
        plans.append(
            try last.continued(.renewal, from: oldEnd, to: end, uplift: renewal.upliftPercent)
        )
    }

    /// Where an extension or a renewal begins.
    private func endToGoOnFrom() throws(ContractError) -> Instant {
        if cancelledAt != nil { throw .isCancelled }
        guard let end else { throw .noEnd }
        return end
    }

    /// Another plan from a date on: the one that runs ends there. The billing anchor stays unless
    /// the new schedule brings its own.
    package mutating func change(to plan: ContractPlan, now: Instant) throws(ContractError) {
        let moment = plan.schedule.start
        if cancelledAt != nil { throw .isCancelled }
        if moment < now { throw .beforeNow }
        guard let index = self.plan(at: moment) else { throw .notRunning }
        plans.removeLast(plans.count - 1 - index)
        plans[index].agreedEnd = plans[index].schedule.end
        plans[index].schedule.end = moment
        plans.append(plan)
    }

    func plan(at moment: Instant) -> Int? {
        plans.firstIndex { $0.schedule.span.contains(moment) }
    }

    // MARK: - What is owed

    /// Everything that is due up to the end of the billing period around a time: items and
    /// periods of every plan, each with its terms and under its key.
    package func due(
        through moment: Instant,
        _ profile: ArithmeticProfile,
    ) throws(ContractError) -> [Gathering.Line] {
        var lines: [Gathering.Line] = []
        for (index, plan) in plans.enumerated() {
            if plan.schedule.start > moment && index > 0 { break }
            for item in try plan.schedule.due(through: moment) {
                let charge = try item.charge(
                    proration,
                    contractEnd: plan.schedule.end,
                    currency,
                    zone: zone,
                    profile
                )
                guard let (terms, prorated) = charge else { continue }
                lines.append(Gathering.Line(item, terms, prorated, plan: index))
            }
        }
        return lines
    }
}

/// What a contract is at a time.
package enum ContractState: String, CaseIterable, Hashable, Sendable {
    case draft, scheduled, active
    /// It runs, and its early end is known.
    case cancelling
    case ended
}
