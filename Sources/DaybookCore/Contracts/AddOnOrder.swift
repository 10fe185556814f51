/// An add-on that an account takes with its plan, and how often from when on.
package struct AddOnOrder: Hashable, Sendable {
    package let key: String
    package let definition: AddOnDefinition
    /// In order of time. None before the first; nought where it is given up again.
    package var changes: [Change]

    package struct Change: Hashable, Sendable {
        package let from: Instant
        package let quantity: Int

        package init(from: Instant, quantity: Int) {
            self.from = from
            self.quantity = quantity
        }
    }

    package init(_ key: String, _ definition: AddOnDefinition, _ changes: [Change]) {
        self.key = key
        self.definition = definition
        self.changes = changes
    }

    /// What is taken when another plan takes over at a time, and what was agreed for later.
    func going(onAt moment: Instant) -> AddOnOrder {
        let quantity = changes.last { $0.from <= moment }?.quantity ?? 0
        let later = changes.filter { $0.from > moment }
        return AddOnOrder(key, definition, [Change(from: moment, quantity: quantity)] + later)
    }

    /// The quantity from each time on, within a span.
    fileprivate func quantities(in span: ActiveSpan) -> [Change] {
        let first = changes.last { $0.from <= span.from }?.quantity ?? 0
        var quantities = [Change(from: span.from, quantity: first)]
        for change in changes where change.from > span.from && span.contains(change.from) {
            if change.quantity != quantities.last?.quantity { quantities.append(change) }
        }
        return quantities
    }
}

extension PlanOrder {
    /// Adds to each item what the add-on brings to it, and the items that it alone has. An item
    /// has another version from each time at which the quantity changes.
    func attach(_ order: AddOnOrder, to schedule: inout ContractSchedule) throws(PlanError) {
        guard let offer = plan.addOns.first(where: { $0.addOn == order.key }) else {
            throw .notOffered(addOn: order.key)
        }
        let most = order.definition.isMultiple ? offer.maximumQuantity : 1
        for change in order.changes {
            guard change.quantity >= 0, most.map({ change.quantity <= $0 }) ?? true else {
                throw .quantity(addOn: order.key, change.quantity, most: most)
            }
        }
        guard zip(order.changes, order.changes.dropFirst()).allSatisfy({ $0.from < $1.from }) else {
            throw .unorderedQuantities(addOn: order.key)
        }
        // A contract that begins behind the offered phase has all of its own phases behind it.
        let first = schedule.phases.firstIndex { $0.key == offer.fromPhase } ?? 0
        for index in first..<schedule.phases.count {
            let span = try PlanError.wrapping { () throws(ContractError) in
                try schedule.span(ofPhase: index)
            }
            for card in order.definition.rateCards {
                let item = try card.item(in: currency)
                try attach(item, order, to: &schedule, phase: index, span)
            }
        }
    }

    private func attach(
        _ addition: PricedItem,
        _ order: AddOnOrder,
        to schedule: inout ContractSchedule,
        phase: Int,
        _ span: ActiveSpan,
    ) throws(PlanError) {
        let items = schedule.phases[phase].items
        guard let place = items.firstIndex(where: { $0.key == addition.key }) else {
            let versions = try versions(of: addition, order, span)
            if !versions.isEmpty {
                let item = ContractSchedule.Item(key: addition.key, versions: versions)
                schedule.phases[phase].items.append(item)
            }
            return
        }
        var versions: [ContractSchedule.Version] = []
        for version in items[place].versions {
            let own = try PlanError.wrapping { () throws(ContractError) in
                try schedule.span(of: version, in: span)
            }
            if own.isEmpty {
                versions.append(version)
            } else {
                versions += try raised(version, by: addition, order, own)
            }
        }
        schedule.phases[phase].items[place].versions = versions
    }

    /// A version of the plan's item, cut where the quantity changes.
    private func raised(
        _ version: ContractSchedule.Version,
        by addition: PricedItem,
        _ order: AddOnOrder,
        _ span: ActiveSpan,
    ) throws(PlanError) -> [ContractSchedule.Version] {
        let quantities = order.quantities(in: span)
        var versions: [ContractSchedule.Version] = []
        for (index, change) in quantities.enumerated() {
            let isLast = index + 1 == quantities.count
            let item = try version.item.adding(addition, times: change.quantity)
            versions.append(
                ContractSchedule.Version(
                    item,
                    from: index == 0 ? version.from : .at(change.from),
                    to: isLast ? version.to : .at(quantities[index + 1].from)
                )
            )
        }
        return versions
    }

    /// What only the add-on has, wherever it is taken.
    private func versions(
        of addition: PricedItem,
        _ order: AddOnOrder,
        _ span: ActiveSpan,
    ) throws(PlanError) -> [ContractSchedule.Version] {
        let quantities = order.quantities(in: span)
        var versions: [ContractSchedule.Version] = []
        for (index, change) in quantities.enumerated() where change.quantity > 0 {
            let next = index + 1 < quantities.count ? quantities[index + 1].from : nil
            versions.append(
                ContractSchedule.Version(
                    try addition.times(change.quantity),
                    from: change.from == span.from ? nil : .at(change.from),
                    to: next.map { .at($0) }
                )
            )
        }
        return versions
    }
}
