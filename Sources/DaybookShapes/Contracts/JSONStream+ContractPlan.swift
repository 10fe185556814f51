internal import DaybookCore
internal import DaybookWire

/// The plans of a contract: what was ordered, and the items where they no longer follow from it.
extension JSONStream {
    mutating func plan(_ plan: ContractPlan) {
        object { json in
            json.text("kind", plan.kind.rawValue)
            if let origin = plan.origin {
                json.text("plan", origin.plan)
                json.integer("version", origin.version)
            }
            if let order = plan.order { json.order(order) }
            json.set("end", plan.schedule.end)
            json.set("agreedEnd", plan.agreedEnd)
            if !plan.followsFromOrder { json.schedule(plan.schedule) }
        }
    }

    // MARK: - Orders

    private mutating func order(_ order: PlanOrder) {
        object("order") { json in
            json.time("start", order.start)
            json.set("phasesFrom", order.phasesFrom)
            json.alignment(order.alignment)
            json.set("startingPhase", order.startingPhase)
            json.set("trial", order.trial)
            if !order.overrides.isEmpty {
                json.array("overrides") { json in
                    for change in order.overrides { json.override(change) }
                }
            }
            if !order.addOns.isEmpty {
                json.array("addOns") { json in
                    for addOn in order.addOns { json.addOn(addOn) }
                }
            }
        }
    }

    private mutating func alignment(_ alignment: BillingAlignment) {
        switch alignment {
        case .anniversary: text("alignment", "anniversary")
        case .calendar: text("alignment", "calendar")
        case .coTerm(let anchor):
            text("alignment", "co_term")
            time("anchor", anchor)
        case .anchor(let anchor):
            text("alignment", "anchor")
            time("anchor", anchor)
        }
    }

    mutating func override(_ change: ItemOverride) {
        object { json in
            json.set("phase", change.phase)
            json.text("item", change.key)
            switch change.act {
            case .add(let item):
                json.text("act", "add")
                json.item("with", item)
            case .remove: json.text("act", "remove")
            case .price(let terms):
                json.text("act", "price")
                if let terms { json.terms("price", terms) }
            case .raise(let percent):
                json.text("act", "raise")
                json.decimal("percent", percent)
            }
            json.set("since", change.since)
        }
    }

    private mutating func addOn(_ order: AddOnOrder) {
        object { json in
            json.text("key", order.key)
            json.addOn(order.definition, key: order.key, asMember: "definition")
            json.array("changes") { json in
                for change in order.changes {
                    json.object { json in
                        json.time("from", change.from)
                        json.integer("quantity", change.quantity)
                    }
                }
            }
        }
    }

    // MARK: - Items

    mutating func item(_ key: String? = nil, _ item: PricedItem) {
        object(key) { json in
            json.text("key", item.key)
            json.text("name", item.name)
            json.set("product", item.product)
            if let terms = item.terms { json.terms("price", terms) }
            json.set("cadence", item.cadence)
            json.set("taxCode", item.taxCode)
            if let entitlement = item.entitlement { json.entitlement(entitlement) }
        }
    }

    private mutating func schedule(_ schedule: ContractSchedule) {
        object("schedule") { json in
            json.time("start", schedule.start)
            json.time("phasesFrom", schedule.phasesFrom)
            json.duration("cadence", schedule.billing.interval)
            json.time("anchor", schedule.billing.anchor)
            json.array("phases") { json in
                for phase in schedule.phases { json.phase(phase) }
            }
        }
    }

    private mutating func phase(_ phase: ContractSchedule.Phase) {
        object { json in
            json.text("key", phase.key)
            json.offset("offset", phase.offset)
            json.array("items") { json in
                for item in phase.items {
                    json.object { json in
                        json.text("key", item.key)
                        json.array("versions") { json in
                            for version in item.versions { json.version(version) }
                        }
                    }
                }
            }
        }
    }

    private mutating func version(_ version: ContractSchedule.Version) {
        object { json in
            json.item("item", version.item)
            json.bound("from", version.from)
            json.bound("to", version.to)
        }
    }

    private mutating func bound(_ key: String, _ bound: ContractSchedule.Bound?) {
        switch bound {
        case nil: break
        case .at(let instant)?: object(key) { $0.time("at", instant) }
        case .afterPhaseStart(let offset)?: object(key) { $0.offset("after", offset) }
        }
    }

    private mutating func offset(_ key: String, _ offset: ScheduleOffset) {
        object(key) { json in
            json.integer("months", offset.months)
            json.integer("days", offset.days)
            json.integer("microseconds", Int(offset.microseconds))
        }
    }
}
