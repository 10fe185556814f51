/// What a contract makes due by acts, and by promises for a whole term.
extension ContractBilling {
    // MARK: - Milestones

    /// What is charged once comes in parts where acts were agreed that make it due; the number of
    /// such an act among them stands where others have the number of a period.
    func parts(of line: Gathering.Line) -> [DueAmount.Part] {
        let milestones = contract.milestones.acting(.invoice)
        guard line.item.cadence == nil, line.terms.price.kind == .flat, !milestones.isEmpty else {
            return []
        }
        var rest = PreciseAmount(100)
        var parts: [DueAmount.Part] = []
        for (index, milestone) in milestones.enumerated() {
            let key = DueKey(
                phase: line.key.phase,
                item: line.key.item,
                version: line.key.version,
                period: index
            )
            let name = DueName(plan: line.plan, key)
            parts.append(
                DueAmount.Part(name: name, milestone: milestone, percent: milestone.percent)
            )
            rest = (try? rest.subtracting(milestone.percent)) ?? rest
        }
        return parts + [DueAmount.Part(name: line.name, milestone: nil, percent: rest)]
    }

    /// The parts that are due, or were billed for a later day.
    func share(
        _ line: Gathering.Line,
        among parts: [DueAmount.Part],
        at moment: Instant,
    ) throws -> [DueAmount] {
        let whole = try rate(line, UsagePart(.one))
        guard case .rated(_, _, let rated) = whole.basis else { return [] }
        let milestones = parts.compactMap(\.milestone)
        let nets = try milestones.parts(of: whole.net)
        let rest = try nets.reduce(whole.net) { try $0.subtracting($1) }
        var amounts: [DueAmount] = []
        for (part, net) in zip(parts, nets + [rest]) {
            var service = line.service
            if let milestone = part.milestone {
                guard let date = milestone.reachedOn else { continue }
                let reached = try contract.zone.startOfDay(date)
                guard reached <= moment || billedByName[part.name] != nil else { continue }
                service = try Period(from: reached, to: reached)
            } else if net.isZero {
                continue
            }
            amounts.append(
                DueAmount(
                    name: part.name,
                    service: service,
                    net: net,
                    basis: .shared(line, part, rated, whole: whole.net)
                )
            )
        }
        return amounts
    }

    // MARK: - Commitments

    /// What is missing at the end of a term to what was promised to be spent in it. Usage that
    /// comes late makes it less: in all, no more is billed than was promised or spent.
    func shortfall(
        of commitment: TermCommitment,
        after amounts: [DueAmount],
        at moment: Instant,
    ) throws -> [DueAmount] {
        let key = DueKey(phase: "", item: commitment.key, version: 0, period: nil)
        let name = DueName(plan: 0, key)
        let spent = amounts.filter { commitment.period.contains($0.service) }
        let zero = Money.zero(contract.currency)
        let before = try billedByName[name].map { known in
            try known.reduce(zero) { try $0.adding($1.net) }
        }
        let net: Money
        if moment < commitment.period.to {
            // A run for an earlier day takes nothing back.
            guard let before else { return [] }
            net = before
        } else {
            let lines = spent.map { (service: $0.service, net: $0.net) }
            let missing = try commitment.trueUp(after: lines, at: moment)
            if missing == nil && before == nil { return [] }
            net = missing ?? zero
        }
        return [
            DueAmount(
                name: name,
                service: commitment.period,
                net: net,
                basis: .shortfall(
                    commitment,
                    billed: try spent.reduce(zero) { try $0.adding($1.net) }
                )
            )
        ]
    }
}
