/// Everything that is sold, by key.
package struct Catalogue: Hashable, Sendable {
    package var units: [String: ProductUnit]
    package var groups: [String: ProductGroup]
    package var products: [String: Product]
    package var taxCodes: [String: TaxCode]
    /// The keys of the meters that there are.
    package var meters: Set<String>
    package var plans: [String: VersionHistory<PlanDefinition>]
    package var addOns: [String: VersionHistory<AddOnDefinition>]

    package init(
        units: [ProductUnit] = [],
        groups: [ProductGroup] = [],
        products: [Product] = [],
        taxCodes: [TaxCode] = [],
        meters: Set<String> = [],
        plans: [String: VersionHistory<PlanDefinition>] = [:],
        addOns: [String: VersionHistory<AddOnDefinition>] = [:],
    ) {
        // Whoever reads them says which key occurs twice; here the first one stands.
        self.units = Dictionary(units.map { ($0.key, $0) }) { first, _ in first }
        self.groups = Dictionary(groups.map { ($0.key, $0) }) { first, _ in first }
        self.products = Dictionary(products.map { ($0.key, $0) }) { first, _ in first }
        self.taxCodes = Dictionary(taxCodes.map { ($0.key, $0) }) { first, _ in first }
        self.meters = meters
        self.plans = plans
        self.addOns = addOns
    }

    // MARK: - Publishing

    /// Puts a version of a plan into force, if nothing is wrong with it.
    package mutating func publish(
        plan key: String,
        version number: Int,
        from start: Instant,
        now: Instant,
    ) throws(PublicationError) {
        guard let version = plans[key]?.version(number) else { throw .unknown(key, number) }
        let faults = faults(of: version.content, of: key, at: start)
        guard faults.isEmpty else { throw .faults(faults) }
        do throws(VersionError) {
            try plans[key]?.publish(number, from: start, now: now)
        } catch {
            throw .version(error)
        }
    }

    package mutating func publish(
        addOn key: String,
        version number: Int,
        from start: Instant,
        now: Instant,
    ) throws(PublicationError) {
        guard let version = addOns[key]?.version(number) else { throw .unknown(key, number) }
        let faults = faults(of: version.content)
        guard faults.isEmpty else { throw .faults(faults) }
        do throws(VersionError) {
            try addOns[key]?.publish(number, from: start, now: now)
        } catch {
            throw .version(error)
        }
    }
}

/// Why a version cannot come into force.
package enum PublicationError: Error, Hashable, Sendable {
    case unknown(String, Int)
    case faults([CatalogueFault])
    case version(VersionError)
}

extension PublicationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknown(let key, let number): "there is no version \(number) of \(key)"
        case .faults(let faults): faults.map(\.description).joined(separator: "\n")
        case .version(let error): "\(error)"
        }
    }
}
