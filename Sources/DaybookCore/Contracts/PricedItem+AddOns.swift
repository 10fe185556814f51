/// Items that add-ons add up: amounts and allowances, as often as the add-on is taken.
extension PricedItem {
    /// The item as often as it is taken.
    func times(_ quantity: Int) throws(PlanError) -> PricedItem {
        try replacing(nil, entitlement: nil).adding(self, times: quantity)
    }

    /// The item with another one on top, so many times.
    func adding(_ other: PricedItem, times quantity: Int) throws(PlanError) -> PricedItem {
        guard quantity > 0 else { return self }
        let sum: PriceTerms?
        do throws(NumberError) {
            sum = try Self.sum(of: terms, other.terms, times: PreciseAmount(quantity))
        } catch {
            throw .amountOutOfRange
        }
        let hasPrice = terms != nil || other.terms != nil
        if hasPrice && sum == nil { throw .cannotCombine(item: key) }
        return replacing(sum, entitlement: try entitlement(with: other, times: quantity))
    }

    /// Nil where the two cannot be added up: only what is owed per period can. What is used is
    /// used up once, however often the right to it was bought.
    private static func sum(
        of one: PriceTerms?,
        _ other: PriceTerms?,
        times quantity: PreciseAmount,
    ) throws(NumberError) -> PriceTerms? {
        guard let other else { return one }
        guard case .flat(let added, let term) = other.price else {
            return one == nil && quantity == .one ? other : nil
        }
        let amount = try added.multiplied(by: quantity)
        guard let one else { return other.replacing(.flat(amount, term)) }
        guard case .flat(let base, term) = one.price else { return nil }
        return one.replacing(.flat(try base.adding(amount), term))
    }

    private func entitlement(
        with other: PricedItem,
        times quantity: Int,
    ) throws(PlanError) -> EntitlementTemplate? {
        switch (entitlement, other.entitlement) {
        case (let own, nil): return own
        case (nil, .metered(let added)?): return .metered(try added.times(quantity))
        case (nil, let added?): return added
        case (.boolean?, .boolean?): return .boolean
        case (.metered(let own)?, .metered(let added)?):
            guard let sum = try own.adding(added.times(quantity)) else {
                throw .cannotCombine(item: key)
            }
            return .metered(sum)
        case (.fixed?, _?), (.boolean?, _?), (.metered?, _?): throw .cannotCombine(item: key)
        }
    }
}

extension EntitlementTemplate.Metered {
    fileprivate func times(_ quantity: Int) throws(PlanError) -> Self {
        guard let allowance else { return self }
        do throws(NumberError) {
            let amount = try allowance.amount.multiplied(by: PreciseAmount(quantity))
            return with(MeteredEntitlement.Allowance(amount, priority: allowance.priority))
        } catch {
            throw .amountOutOfRange
        }
    }

    /// Nil where the two are counted in different periods.
    fileprivate func adding(_ other: Self) throws(PlanError) -> Self? {
        guard usagePeriod == other.usagePeriod else { return nil }
        guard let own = allowance, let added = other.allowance else {
            return with(allowance ?? other.allowance)
        }
        do throws(NumberError) {
            let sum = try own.amount.adding(added.amount)
            return with(MeteredEntitlement.Allowance(sum, priority: own.priority))
        } catch {
            throw .amountOutOfRange
        }
    }

    private func with(_ allowance: MeteredEntitlement.Allowance?) -> Self {
        Self(
            allowance: allowance,
            isSoftLimit: isSoftLimit,
            preservesOverage: preservesOverage,
            usagePeriod: usagePeriod
        )
    }
}
