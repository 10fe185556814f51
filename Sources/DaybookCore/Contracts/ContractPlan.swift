/// A plan within a contract, from a date to a date.
package struct ContractPlan: Hashable, Sendable {
    package let kind: Kind
    /// The version of a plan that the prices came from; nil for prices of its own.
    package let origin: PlanOrigin?
    /// What was taken of that version; nil where there is none, or where it was continued.
    package private(set) var order: PlanOrder?
    package internal(set) var schedule: ContractSchedule {
        didSet { order?.end = schedule.end }
    }
    /// When it was to end before somebody cancelled or changed it.
    package internal(set) var agreedEnd: Instant?

    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case standard
        /// It goes on as before.
        case `extension`
        /// Another term.
        case renewal
    }

    package init(_ kind: Kind, origin: PlanOrigin? = nil, _ schedule: ContractSchedule) {
        self.kind = kind
        self.origin = origin
        self.schedule = schedule
        agreedEnd = schedule.end
    }

    /// What a plan in force makes of an order.
    package init(
        _ kind: Kind,
        _ order: PlanOrder,
        of origin: PlanOrigin,
    ) throws(PlanError) {
        self.init(kind, origin: origin, try order.schedule())
        self.order = order
    }

    /// A plan as it was kept somewhere. The schedule is what the order makes of it, unless items
    /// were changed one by one.
    package init(
        restoring kind: Kind,
        _ order: PlanOrder?,
        of origin: PlanOrigin?,
        schedule: ContractSchedule,
        agreedEnd: Instant?,
    ) {
        self.init(kind, origin: origin, schedule)
        self.order = order
        self.agreedEnd = agreedEnd
    }

    /// Whether its items are those of its order, so that the order says everything.
    package var followsFromOrder: Bool { (try? orderAsItStands()) != nil }

    /// Takes an add-on from a time on, more or less of it, or gives it up.
    mutating func attach(
        _ key: String,
        _ definition: AddOnDefinition,
        quantity: Int,
        from moment: Instant,
    ) throws(PlanError) {
        guard order != nil else { throw .notOffered(addOn: key) }
        var order = try orderAsItStands()
        var addOn = AddOnOrder(key, definition, [])
        let place = order.addOns.firstIndex { $0.key == key }
        if let place { addOn = AddOnOrder(key, definition, order.addOns[place].changes) }
        addOn.changes.removeAll { $0.from == moment }
        addOn.changes.append(AddOnOrder.Change(from: moment, quantity: quantity))
        if let place { order.addOns[place] = addOn } else { order.addOns.append(addOn) }
        schedule = try order.schedule()
        self.order = order
    }

    /// The order from which the items follow. What was changed by hand does not follow from it, and
    /// would be lost when they are made anew.
    func orderAsItStands() throws(PlanError) -> PlanOrder {
        guard let order else { throw .contract(.changedByHand) }
        guard try order.schedule() == schedule else { throw .contract(.changedByHand) }
        return order
    }

    /// The same items going on after the end: what ran in the last phase, at its prices or at
    /// raised ones.
    func continued(
        _ kind: Kind,
        from start: Instant,
        to end: Instant,
        uplift percent: PreciseAmount?,
    ) throws(ContractError) -> ContractPlan {
        guard let last = schedule.phases.last else { throw .notRunning }
        var items: [ContractSchedule.Item] = []
        for item in last.items {
            guard let version = item.versions.last, version.to == nil else { continue }
            // What is charged once was charged.
            guard version.item.cadence != nil else { continue }
            let raised = try version.item.raised(by: percent)
            items.append(ContractSchedule.Item(key: item.key, versions: [.init(raised)]))
        }
        let phase = ContractSchedule.Phase(key: last.key, offset: .none, items: items)
        let schedule = try ContractSchedule(
            start: start,
            end: end,
            cadence: schedule.billing.interval,
            anchor: schedule.billing.anchor,
            zone: schedule.zone,
            phases: [phase]
        )
        return ContractPlan(kind, origin: origin, schedule)
    }
}

extension PricedItem {
    fileprivate func raised(by percent: PreciseAmount?) throws(ContractError) -> PricedItem {
        guard let percent, let terms else { return self }
        do throws(NumberError) {
            return replacing(try terms.raised(by: percent))
        } catch {
            throw .amountOutOfRange
        }
    }
}

/// A plan and its version.
package struct PlanOrigin: Hashable, Sendable {
    package let plan: String
    package let version: Int

    package init(plan: String, version: Int) {
        self.plan = plan
        self.version = version
    }
}

extension PlanOrigin: CustomStringConvertible {
    package var description: String { "\(plan) v\(version)" }
}
