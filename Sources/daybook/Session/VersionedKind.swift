import DaybookCore
import DaybookShapes
import DaybookStore
import DaybookWire

/// Plans, or add-ons: what differs between the commands of the two.
struct VersionedKind<Content: Hashable & Sendable> {
    /// `plan`; its commands are those of the plural.
    let noun: String
    let article: String
    /// What it takes to publish one, where that can wait for a second person.
    let publishing: ApprovableAct
    let recordKind: RecordKind
    let store: (Connection) -> VersionedRepository<Content>
    let read: ([UInt8]) throws(ShapeFaults) -> PlanFile<Content>
    /// The file of a version, as `read` takes it.
    let write: (Content, _ key: String) -> [UInt8]
    /// A file to begin with.
    let example: String
    let name: (Content) -> String
    /// What a version says of itself beside its prices.
    let facts: (Content) -> [(name: String, value: String)]
    let rateCards: (Content) -> [RateCardRow]
    /// What is wrong with a version that comes into force at a time.
    let faults: (Catalogue, Content, _ key: String, Instant) -> [CatalogueFault]

    /// `Plan`, `Add-on`
    var title: String { noun.prefix(1).uppercased() + noun.dropFirst() }

    /// `plans`, `addons`
    var plural: String { noun.filter { $0 != "-" } + "s" }
}

extension VersionedKind<PlanDefinition> {
    static var plan: Self {
        Self(
            noun: "plan",
            article: "a",
            publishing: .planPublish,
            recordKind: .plan,
            store: { CatalogueRepository($0).plans },
            read: { (bytes) throws(ShapeFaults) in try PlanFile<PlanDefinition>(bytes) },
            write: { plan, key in
                var json = JSONStream()
                json.plan(plan, key: key)
                return json.bytes
            },
            example: CatalogueExample.plan,
            name: { $0.name },
            facts: { plan in
                var facts = [
                    ("Currencies", plan.currencies.map(\.code).joined(separator: " ")),
                    ("Billed", "every \(plan.billingCadence)"),
                ]
                if !plan.addOns.isEmpty {
                    let keys = plan.addOns.map(\.addOn).joined(separator: " ")
                    facts.append(("Add-ons", keys))
                }
                if let successor = plan.successor { facts.append(("Successor", successor)) }
                return facts
            },
            rateCards: { plan in
                plan.phases.flatMap { phase in
                    phase.rateCards.map { RateCardRow(phase: phase.key, card: $0) }
                }
            },
            faults: { catalogue, plan, key, start in
                catalogue.faults(of: plan, of: key, at: start)
            }
        )
    }
}

extension VersionedKind<AddOnDefinition> {
    static var addOn: Self {
        Self(
            noun: "add-on",
            article: "an",
            publishing: .addOnPublish,
            recordKind: .addOn,
            store: { CatalogueRepository($0).addOns },
            read: { (bytes) throws(ShapeFaults) in try PlanFile<AddOnDefinition>(bytes) },
            write: { addOn, key in
                var json = JSONStream()
                json.addOn(addOn, key: key)
                return json.bytes
            },
            example: CatalogueExample.addOn,
            name: { $0.name },
            facts: { [("Taken", $0.isMultiple ? "as often as wanted" : "once")] },
            rateCards: { $0.rateCards.map { RateCardRow(phase: "", card: $0) } },
            faults: { catalogue, addOn, key, _ in
                let isKey = CatalogueFault.isKey(key)
                let own = isKey ? [] : [CatalogueFault("key", .badKey)]
                return own + catalogue.faults(of: addOn)
            }
        )
    }
}
