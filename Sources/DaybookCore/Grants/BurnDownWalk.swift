/// A run on its way through time.
struct BurnDownWalk {
    private let run: BurnDownRun
    private let recordsSegments: Bool
    /// The grants that play a part, and what is known of each at the same place.
    private let grants: [Grant]
    private let ids: [GrantID]
    private let starts: [Instant]
    private let ends: [Instant?]
    /// The places of the grants in burn order.
    private let order: [Int]
    private var amounts: [PreciseAmount]
    /// The places of the active grants, in burn order.
    private var active: [Int] = []
    private var at: Instant
    private var overage: PreciseAmount
    private var usage: PreciseAmount
    private var grantUsage: PreciseAmount
    private var usageSince: Instant?
    private var flows = BalanceFlows()
    private var segments: [BurnDownSegment] = []

    init(_ run: BurnDownRun, recordsSegments: Bool) throws(GrantError) {
        let opening = run.opening
        guard opening.at <= run.until else {
            throw .periodReversed(from: opening.at, to: run.until)
        }
        let figures = [opening.overage, opening.usage, opening.grantUsage]
        guard !figures.contains(where: \.isNegative) else { throw .negativeOpening }
        (grants, amounts) = try Self.participants(of: run)
        self.run = run
        self.recordsSegments = recordsSegments
        ids = grants.map(\.id)
        starts = grants.map(\.life.effectiveAt)
        ends = grants.map(\.life.endsAt)
        let ranks = grants.map(\.rank)
        order = ranks.indices.sorted { ranks[$0] < ranks[$1] }
        at = opening.at
        (overage, usage) = (opening.overage, opening.usage)
        (grantUsage, usageSince) = (opening.grantUsage, opening.usageSince)
    }

    /// Walks to the end.
    mutating func finish() throws(GrantError) -> BurnDownResult {
        let start = run.opening.at
        let moments = try BurnDownMoment.all(
            of: grants,
            from: start,
            to: run.until,
            resets: run.resets,
        )
        let first = moments.first.flatMap { $0.at == start ? $0 : nil }
        try open(recurring: first?.recurring ?? [], fills: !run.opening.isOpened)
        for moment in moments where moment.at > start {
            try pass(moment)
            try open(recurring: moment.recurring, fills: true)
        }
        // Without length where something happens at the very end, so that it is part of the run.
        let isOpened = at == run.until
        try burn(to: run.until, BurnDownSegment.Ending())
        let closing = BalanceSnapshot(
            at: run.until,
            balances: GrantBalances(ids: ids, amounts: amounts),
            overage: overage,
            usage: usage,
            grantUsage: grantUsage,
            usageSince: usageSince,
            isOpened: isOpened,
        )
        return BurnDownResult(closing: closing, segments: segments, flows: flows)
    }

    private mutating func pass(_ moment: BurnDownMoment) throws(GrantError) {
        var ending = BurnDownSegment.Ending()
        if let reset = moment.reset {
            // What else happens at a reset is the business of the period behind it.
            ending.isUsageReset = true
            try burn(to: moment.at, ending)
            try rollOver(reset)
        } else {
            ending.isPriorityChange = moment.isPriorityChange
            ending.recurred = moment.recurring.map { ids[$0] }
            try burn(to: moment.at, ending)
        }
    }
}

// MARK: - Who takes part

extension BurnDownWalk {
    /// The grants that the opening has a balance of, and those alive at any time of the run, which
    /// it must have one of.
    private static func participants(
        of run: BurnDownRun,
    ) throws(GrantError) -> ([Grant], [PreciseAmount]) {
        var balances: [GrantID: PreciseAmount] = [:]
        for (id, amount) in zip(run.opening.balances.ids, run.opening.balances.amounts) {
            guard !amount.isNegative else { throw .negativeBalance(id) }
            guard balances.updateValue(amount, forKey: id) == nil else { throw .duplicateGrant(id) }
        }
        var known: Set<GrantID> = []
        var grants: [Grant] = []
        var amounts: [PreciseAmount] = []
        for grant in run.grants {
            guard known.insert(grant.id).inserted else { throw .duplicateGrant(grant.id) }
            if let amount = balances[grant.id] {
                grants.append(grant)
                amounts.append(amount)
            } else if isAlive(grant, during: run) {
                throw .missingBalance(grant.id)
            }
        }
        for id in run.opening.balances.ids where !known.contains(id) { throw .unknownGrant(id) }
        return (grants, amounts)
    }

    /// Both ends count: what ends where the run starts had a balance until then.
    private static func isAlive(_ grant: Grant, during run: BurnDownRun) -> Bool {
        guard grant.life.effectiveAt <= run.until else { return false }
        return grant.life.endsAt.map { $0 >= run.opening.at } ?? true
    }
}

// MARK: - Steps

extension BurnDownWalk {
    /// Begins a segment: sets the balances that are set anew here.
    private mutating func open(recurring: [Int], fills: Bool) throws(GrantError) {
        for place in grants.indices {
            if !isActive(place) {
                try drop(place)
            } else if run.aggregation == .latest {
                try fill(place, \.refilled)
            } else if fills && starts[place] == at {
                try fill(place, \.granted)
            }
        }
        if fills {
            for place in recurring { try fill(place, \.refilled) }
        }
        active = order.filter { isActive($0) }
    }

    /// Pays for the usage up to an instant, and for what is still owed.
    private mutating func burn(
        to end: Instant,
        _ ending: BurnDownSegment.Ending,
    ) throws(GrantError) {
        let used = try run.usage.usage(from: at, to: end, run.aggregation)
        // Corrections may take off what was used in the same stretch, but give nothing back.
        guard !used.isNegative else { throw .negativeUsage(at: at) }
        usage = try usage.plus(used)
        try settle(used.plus(overage), used, until: end, ending)
    }

    private mutating func rollOver(_ reset: BalanceReset) throws(GrantError) {
        active = order.filter { isActive($0) && starts[$0] < at }
        for place in active {
            let balance = grants[place].rollover.balance(after: amounts[place])
            let change = try balance.minus(amounts[place])
            if change.isNegative {
                flows.lostAtReset = try flows.lostAtReset.plus(change.negated)
            } else {
                flows.rolledIn = try flows.rolledIn.plus(change)
            }
            amounts[place] = balance
        }
        if !reset.preservesOverage { overage = .zero }
        (usage, grantUsage, usageSince) = (.zero, .zero, at)
        var ending = BurnDownSegment.Ending()
        ending.isRollover = true
        try settle(overage, .zero, until: at, ending)
    }

    /// Burns what is to be paid from the active grants; what they cannot pay is overage.
    private mutating func settle(
        _ owed: PreciseAmount,
        _ used: PreciseAmount,
        until end: Instant,
        _ ending: BurnDownSegment.Ending,
    ) throws(GrantError) {
        let (before, overageBefore) = (amounts, overage)
        var left = owed
        var burned: [GrantBurn] = []
        // A rollover that owes nothing burns nothing; everything else shows who would have paid.
        let payers = ending.isRollover && owed.isZero ? [] : active
        for place in payers where !amounts[place].isZero {
            if left.isZero && !recordsSegments { break }
            let isExhausted = amounts[place] <= left
            let amount = isExhausted ? amounts[place] : left
            amounts[place] = isExhausted ? .zero : try amounts[place].minus(amount)
            left = try left.minus(amount)
            if recordsSegments {
                burned.append(
                    GrantBurn(grant: ids[place], amount: amount, isExhausted: isExhausted)
                )
            }
        }
        let paid = try owed.minus(left)
        grantUsage = try grantUsage.plus(paid)
        flows.burned = try flows.burned.plus(paid)
        overage = left
        if recordsSegments {
            let segment = BurnDownSegment(
                period: try Self.period(from: at, to: end),
                balancesAtStart: GrantBalances(ids: ids, amounts: before),
                overageAtStart: overageBefore,
                usage: used,
                burned: burned,
                overageAtEnd: overage,
                ending: ending,
            )
            segments.append(segment)
        }
        at = end
    }

    private static func period(
        from start: Instant,
        to end: Instant,
    ) throws(GrantError) -> Period<Instant> {
        do { return try Period(from: start, to: end) } catch { throw .time(error) }
    }
}

// MARK: - Balances

extension BurnDownWalk {
    private func isActive(_ place: Int) -> Bool {
        guard starts[place] <= at else { return false }
        return ends[place].map { at < $0 } ?? true
    }

    /// Sets a balance to the full amount of its grant.
    private mutating func fill(
        _ place: Int,
        _ flow: WritableKeyPath<BalanceFlows, PreciseAmount>,
    ) throws(GrantError) {
        let change = try grants[place].amount.minus(amounts[place])
        flows[keyPath: flow] = try flows[keyPath: flow].plus(change)
        amounts[place] = grants[place].amount
    }

    /// A grant that is not active has nothing to burn. One that is still to begin had nothing to
    /// start from either, whatever the opening said.
    private mutating func drop(_ place: Int) throws(GrantError) {
        let amount = amounts[place]
        if amount.isZero { return }
        if at < starts[place] {
            flows.granted = try flows.granted.minus(amount)
        } else if grants[place].life.isWithdrawn {
            flows.withdrawn = try flows.withdrawn.plus(amount)
        } else {
            flows.expired = try flows.expired.plus(amount)
        }
        amounts[place] = .zero
    }
}
