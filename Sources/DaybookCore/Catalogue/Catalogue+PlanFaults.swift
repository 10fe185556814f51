/// What is wrong with a plan or an add-on before it comes into force. All of it at once: whoever
/// mends a price list wants one list, and not one error after the other.
extension Catalogue {
    package func faults(
        of plan: PlanDefinition,
        of key: String,
        at moment: Instant,
    ) -> [CatalogueFault] {
        var faults: [CatalogueFault] = []
        if !CatalogueFault.isKey(key) { faults.append(CatalogueFault("key", .badKey)) }
        if plan.name.isEmpty { faults.append(CatalogueFault("name", .empty)) }
        if plan.currencies.isEmpty { faults.append(CatalogueFault("currencies", .noCurrency)) }
        faults += repeated(plan.currencies.map(\.code)) { "currencies[\($0)]" }
        if plan.billingCadence.isShorterThanAnHour {
            faults.append(CatalogueFault("billingCadence", .tooShort))
        }
        faults += successorFaults(of: plan, of: key)
        if plan.phases.isEmpty { faults.append(CatalogueFault("phases", .noPhases)) }
        faults += repeated(plan.phases.map(\.key)) { "phases[\($0)].key" }
        for (index, phase) in plan.phases.enumerated() {
            let isLast = index + 1 == plan.phases.count
            faults += self.faults(of: phase, isLast: isLast, plan, "phases[\(index)]")
        }
        faults += repeated(plan.addOns.map(\.addOn)) { "addOns[\($0)].key" }
        for (index, offer) in plan.addOns.enumerated() {
            faults += self.faults(of: offer, plan, at: moment, "addOns[\(index)]")
        }
        return faults
    }

    /// A plan may go over into itself; going round by others never ends.
    private func successorFaults(of plan: PlanDefinition, of key: String) -> [CatalogueFault] {
        guard let successor = plan.successor, successor != key else { return [] }
        guard plans[successor] != nil else {
            return [CatalogueFault("successor", .unknown(successor))]
        }
        var parents: [String: String] = [:]
        for (other, history) in plans {
            let next = history.versions.last?.content.successor
            if let next, next != other { parents[other] = next }
        }
        parents[key] = successor
        guard let cycle = Hierarchy(parents: parents).cycle(through: key) else { return [] }
        return [CatalogueFault("successor", .cycle(cycle))]
    }

    private func faults(
        of phase: PlanPhase,
        isLast: Bool,
        _ plan: PlanDefinition,
        _ path: String,
    ) -> [CatalogueFault] {
        var faults: [CatalogueFault] = []
        if !CatalogueFault.isKey(phase.key) {
            faults.append(CatalogueFault("\(path).key", .badKey))
        }
        switch phase.duration {
        case nil where !isLast: faults.append(CatalogueFault("\(path).duration", .endless))
        case _? where isLast: faults.append(CatalogueFault("\(path).duration", .ending))
        case let duration? where duration.isShorterThanAnHour:
            faults.append(CatalogueFault("\(path).duration", .tooShort))
        case _: break
        }
        if phase.rateCards.isEmpty {
            faults.append(CatalogueFault("\(path).rateCards", .noRateCards))
        }
        faults += repeated(phase.rateCards.map(\.key)) { "\(path).rateCards[\($0)].key" }
        for (index, card) in phase.rateCards.enumerated() {
            let check = RateCardCheck(self, card, "\(path).rateCards[\(index)]")
            faults += check.faults
            faults += check.faults(cadence: plan.billingCadence)
            faults += check.faults(currencies: plan.currencies)
        }
        return faults
    }

    private func repeated(_ keys: [String], _ path: (Int) -> String) -> [CatalogueFault] {
        var known: Set<String> = []
        return keys.enumerated().compactMap { index, key in
            known.insert(key).inserted ? nil : CatalogueFault(path(index), .repeated(key))
        }
    }

    // MARK: - Add-ons

    package func faults(of addOn: AddOnDefinition) -> [CatalogueFault] {
        var faults: [CatalogueFault] = []
        if addOn.name.isEmpty { faults.append(CatalogueFault("name", .empty)) }
        if addOn.rateCards.isEmpty { faults.append(CatalogueFault("rateCards", .noRateCards)) }
        faults += repeated(addOn.rateCards.map(\.key)) { "rateCards[\($0)].key" }
        for (index, card) in addOn.rateCards.enumerated() {
            let path = "rateCards[\(index)]"
            faults += RateCardCheck(self, card, path).faults
            if addOn.isMultiple, card.prices.values.contains(where: { $0.price.kind != .flat }) {
                faults.append(CatalogueFault("\(path).prices", .onlyFlatWhereMultiple))
            }
            if card.entitlement?.kind == .fixed {
                faults.append(CatalogueFault("\(path).entitlement", .notInAddOns))
            }
        }
        return faults
    }

    private func faults(
        of offer: PlanAddOn,
        _ plan: PlanDefinition,
        at moment: Instant,
        _ path: String,
    ) -> [CatalogueFault] {
        guard let history = addOns[offer.addOn] else {
            return [CatalogueFault("\(path).key", .unknown(offer.addOn))]
        }
        guard let addOn = history.version(at: moment)?.content else {
            let isArchived = history.versions.contains {
                $0.archivedAt.map { $0 <= moment } ?? false
            }
            let problem: CatalogueFault.Problem =
                isArchived ? .archived(offer.addOn) : .notInForce(offer.addOn)
            return [CatalogueFault("\(path).key", problem)]
        }
        var faults: [CatalogueFault] = []
        if let most = offer.maximumQuantity {
            let field = "\(path).maximumQuantity"
            if most <= 0 { faults.append(CatalogueFault(field, .notPositive)) }
            if !addOn.isMultiple { faults.append(CatalogueFault(field, .limitOnSingle)) }
        }
        guard let first = plan.phases.firstIndex(where: { $0.key == offer.fromPhase }) else {
            return faults + [CatalogueFault("\(path).fromPhase", .unknown(offer.fromPhase))]
        }
        for card in addOn.rateCards {
            let check = RateCardCheck(self, card, "\(path).\(card.key)")
            faults += check.faults(currencies: plan.currencies)
            for own in plan.phases[first...].flatMap(\.rateCards) where own.key == card.key {
                faults += check.faults(onTopOf: own)
            }
        }
        return Array(Set(faults)).sorted { ($0.path, $0.words) < ($1.path, $1.words) }
    }
}

extension CalendarDuration {
    /// Nothing is billed or measured for less, nor for a length below zero.
    var isShorterThanAnHour: Bool {
        if totalMonths < 0 || totalDays < 0 || exactMicroseconds < 0 { return true }
        return totalMonths == 0 && totalDays == 0 && exactMicroseconds < Microseconds.inHour
    }
}
