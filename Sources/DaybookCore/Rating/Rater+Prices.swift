extension Rater {
    /// The price alone, before anything is taken off or filled up.
    func lines(
        for usage: RatedUsage,
        _ part: UsagePart,
    ) throws(NumberError) -> [DetailedLine] {
        switch terms.price {
        case .flat(let amount, let term):
            // In advance it is owed when the period begins, in arrears when it ends.
            guard term == .inAdvance ? part.isFirst : part.isLast else { return [] }
            return [try line(.flat, .one, at: amount, term)]
        case .unit(let amount):
            guard usage.quantity.isPositive else { return [] }
            return [try line(.unit, usage.quantity, at: amount)]
        case .dynamic(let multiplier):
            guard usage.quantity.isPositive else { return [] }
            // The amount is rounded before anything else happens to it.
            let amount = rounded(try usage.quantity.multiplied(by: multiplier))
            return [try line(.dynamic, .one, at: amount)]
        case .package(let price): return try packageLines(price, usage, part)
        case .tiered(let price):
            switch price.mode {
            case .graduated: return try graduatedLines(price, usage, isFirst: part.isFirst)
            case .volume: return part.isLast ? try volumeLines(price, usage) : []
            }
        case .percentage(let price): return try percentageLines(price, usage, part)
        case .matrix(let price): return try matrixLines(price, part)
        }
    }

    private func packageLines(
        _ price: PackagePrice,
        _ usage: RatedUsage,
        _ part: UsagePart,
    ) throws(NumberError) -> [DetailedLine] {
        let end = try usage.before.adding(usage.quantity)
        let packages = try price.rounding.packages(of: end, size: price.size)
        // A package that the parts before have opened is paid already.
        let opened =
            part.isFirst
            ? .zero : try price.rounding.packages(of: usage.before, size: price.size)
        let new = try packages.subtracting(opened)
        return new.isZero ? [] : [try line(.package, new, at: price.amount)]
    }

    // MARK: - Tiers

    private func volumeLines(
        _ price: TieredPrice,
        _ usage: RatedUsage,
    ) throws(NumberError) -> [DetailedLine] {
        let whole = try usage.before.adding(usage.quantity)
        let index = price.tier(of: whole, profile.tierBound)
        let tier = price.tiers[index]
        var lines: [DetailedLine] = []
        if whole.isZero && !profile.chargesFirstTierWithoutUsage { return lines }
        if let flat = tier.flat { lines.append(try line(.volumeFlat(tier: index), .one, at: flat)) }
        if let unit = tier.unit, !whole.isZero {
            let quantity = try tier.counted(from: .zero, to: whole)
            lines.append(try line(.volumeUnit(tier: index), quantity, at: unit))
        }
        return lines
    }

    private func graduatedLines(
        _ price: TieredPrice,
        _ usage: RatedUsage,
        isFirst: Bool,
    ) throws(NumberError) -> [DetailedLine] {
        let from = usage.before
        let to = try from.adding(usage.quantity)
        if to.isZero && !profile.chargesFirstTierWithoutUsage { return [] }
        var lines: [DetailedLine] = []
        lines.reserveCapacity(price.tiers.count * 2)
        try price.forEachSlice(from: from, to: to, profile.tierBound) {
            (slice) throws(NumberError) in
            let tier = price.tiers[slice.tier]
            // Without any usage the first tier still says what it would cost.
            if let unit = tier.unit, slice.from < slice.to || to.isZero {
                let quantity = try tier.counted(
                    from: slice.from.subtracting(slice.lower),
                    to: slice.to.subtracting(slice.lower)
                )
                lines.append(try line(.graduatedUnit(tier: slice.tier), quantity, at: unit))
            }
            if let flat = tier.flat, slice.entersTier, slice.tier > 0 || isFirst {
                lines.append(try line(.graduatedFlat(tier: slice.tier), .one, at: flat))
            }
        }
        return lines
    }

    // MARK: - Shares and dimensions

    private func percentageLines(
        _ price: PercentagePrice,
        _ usage: RatedUsage,
        _ part: UsagePart,
    ) throws(NumberError) -> [DetailedLine] {
        let share = PreciseAmount(unchecked: 1, scale: 2)
        let rate = try price.percent.multiplied(by: share)
        guard price.countsEvents else {
            let free = price.freeAmount ?? .zero
            let before = max(.zero, try usage.before.subtracting(free))
            let end = try usage.before.adding(usage.quantity).subtracting(free)
            let charged = try max(.zero, end).subtracting(before)
            return charged.isPositive ? [try line(.percentage, charged, at: rate)] : []
        }
        if part.events.isEmpty { return [] }
        let amount = rounded(try EventShares(price, part).cost(of: part.events))
        return [try line(.percentage, .one, at: amount)]
    }

    private func matrixLines(
        _ price: MatrixPrice,
        _ part: UsagePart,
    ) throws(NumberError) -> [DetailedLine] {
        var quantities = [PreciseAmount](repeating: .zero, count: price.rows.count + 1)
        for cell in part.cells {
            let row = price.amount(of: cell.values).row ?? price.rows.count
            let quantity = try terms.conversion?.billed(cell.quantity) ?? cell.quantity
            quantities[row] = try quantities[row].adding(quantity)
        }
        var lines: [DetailedLine] = []
        for (index, quantity) in quantities.enumerated() where !quantity.isZero {
            let row = index < price.rows.count ? index : nil
            let amount = row.map { price.rows[$0].amount } ?? price.standard
            lines.append(try line(.matrix(row: row), quantity, at: amount))
        }
        return lines
    }
}

extension PriceTier {
    /// What of a stretch within the tier is counted: its units, or the packages started in it.
    @inline(__always)
    fileprivate func counted(
        from start: PreciseAmount,
        to end: PreciseAmount,
    ) throws(NumberError) -> PreciseAmount {
        guard let packageSize else { return try end.subtracting(start) }
        let started = try PackageRounding.up.packages(of: start, size: packageSize)
        return try PackageRounding.up.packages(of: end, size: packageSize).subtracting(started)
    }
}

/// What events cost one by one, with the allowance that is used up on the way.
private struct EventShares {
    private let price: PercentagePrice
    private var count: Int
    private var running: PreciseAmount
    private let rate: PreciseAmount

    init(_ price: PercentagePrice, _ part: UsagePart) throws(NumberError) {
        self.price = price
        count = part.eventsBefore
        running = part.before
        rate = try price.percent.multiplied(by: PreciseAmount(unchecked: 1, scale: 2))
    }

    func cost(of events: [PreciseAmount]) throws(NumberError) -> PreciseAmount {
        var shares = self
        var sum = PreciseAmount.zero
        for event in events { sum = try sum.adding(shares.cost(of: event)) }
        return sum
    }

    private mutating func cost(of event: PreciseAmount) throws(NumberError) -> PreciseAmount {
        let start = running
        running = try running.adding(event)
        count += 1
        var charged = event
        if price.freesEvents {
            let isWithinCount = price.allowedEvents.map { count <= $0 } ?? true
            guard let limit = price.allowedAmount else {
                return isWithinCount ? .zero : try cost(ofCharged: event)
            }
            if isWithinCount && running < limit { return .zero }
            // The event that uses up the free amount pays for what lies above it, and the fixed
            // part even if nothing does.
            if isWithinCount && start < limit { charged = try running.subtracting(limit) }
        }
        return try cost(ofCharged: charged)
    }

    private func cost(ofCharged charged: PreciseAmount) throws(NumberError) -> PreciseAmount {
        var cost = try charged.multiplied(by: rate)
        if let fixed = price.fixedPerEvent { cost = try cost.adding(fixed) }
        if let least = price.minimumPerEvent { cost = max(cost, least) }
        if let most = price.maximumPerEvent { cost = min(cost, most) }
        return cost
    }
}
