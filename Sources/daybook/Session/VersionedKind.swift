import DaybookCore
import DaybookShapes
import DaybookStore

/// Plans, or add-ons: what differs between the commands of the two.
struct VersionedKind<Content: Hashable & Sendable> {
    /// `plan`; its commands are those of the plural.
    let noun: String
    let article: String
    /// What it takes to publish one, where that can wait for a second person.
    let publishing: ApprovableAct?
    let store: (Connection) -> VersionedRepository<Content>
    let read: ([UInt8]) throws(ShapeFaults) -> PlanFile<Content>
    /// What is wrong with a version that comes into force at a time.
    let faults: (Catalogue, Content, _ key: String, Instant) -> [CatalogueFault]

    /// `plans`, `addons`
    var plural: String { noun.filter { $0 != "-" } + "s" }
}

extension VersionedKind<PlanDefinition> {
    static var plan: Self {
        Self(
            noun: "plan",
            article: "a",
            publishing: .planPublish,
            store: { CatalogueRepository($0).plans },
            read: { (bytes) throws(ShapeFaults) in try PlanFile<PlanDefinition>(bytes) },
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
            publishing: nil,
            store: { CatalogueRepository($0).addOns },
            read: { (bytes) throws(ShapeFaults) in try PlanFile<AddOnDefinition>(bytes) },
            faults: { catalogue, addOn, key, _ in
                let isKey = CatalogueFault.isKey(key)
                let own = isKey ? [] : [CatalogueFault("key", .badKey)]
                return own + catalogue.faults(of: addOn)
            }
        )
    }
}
