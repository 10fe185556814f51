package import DaybookCore
package import DaybookWire

/// Plans and add-ons into JSON, in the form in which they are read.
extension JSONStream {
    package mutating func plan(_ plan: PlanDefinition, key: String) {
        object { json in
            json.text("key", key)
            json.text("name", plan.name)
            json.array("currencies") { json in
                for currency in plan.currencies { json.text(nil, currency.code) }
            }
            json.duration("billingCadence", plan.billingCadence)
            json.proration(plan.proration)
            json.array("phases") { json in
                for phase in plan.phases { json.phase(phase) }
            }
            json.array("addOns") { json in
                for offer in plan.addOns { json.offer(offer) }
            }
            json.set("successor", plan.successor)
        }
    }

    package mutating func addOn(
        _ addOn: AddOnDefinition,
        key: String,
        asMember name: String? = nil,
    ) {
        object(name) { json in
            json.text("key", key)
            json.text("name", addOn.name)
            json.bool("multiple", addOn.isMultiple)
            json.rateCards(addOn.rateCards)
        }
    }

    private mutating func phase(_ phase: PlanPhase) {
        object { json in
            json.text("key", phase.key)
            json.text("name", phase.name)
            json.set("duration", phase.duration)
            json.rateCards(phase.rateCards)
        }
    }

    private mutating func offer(_ offer: PlanAddOn) {
        object { json in
            json.text("key", offer.addOn)
            json.text("fromPhase", offer.fromPhase)
            if let most = offer.maximumQuantity { json.integer("maximumQuantity", most) }
        }
    }

    private mutating func rateCards(_ cards: [RateCard]) {
        array("rateCards") { json in
            for card in cards { json.rateCard(card) }
        }
    }

    private mutating func rateCard(_ card: RateCard) {
        object { json in
            json.text("key", card.key)
            json.text("name", card.name)
            json.set("product", card.product)
            json.set("cadence", card.cadence)
            if !card.isFree {
                json.object("prices") { json in
                    for (currency, terms) in card.sortedPrices { json.terms(currency.code, terms) }
                }
            }
            json.set("taxCode", card.taxCode)
            if let entitlement = card.entitlement { json.entitlement(entitlement) }
        }
    }

    package mutating func entitlement(_ entitlement: EntitlementTemplate) {
        object("entitlement") { json in
            json.text("type", entitlement.kind.rawValue)
            switch entitlement {
            case .boolean: break
            case .fixed(let config): json.text("config", config)
            case .metered(let metered):
                if let allowance = metered.allowance {
                    json.decimal("allowance", allowance.amount)
                    json.integer("allowancePriority", allowance.priority)
                }
                json.bool("isSoftLimit", metered.isSoftLimit)
                json.bool("preservesOverage", metered.preservesOverage)
                json.set("usagePeriod", metered.usagePeriod)
            }
        }
    }
}
