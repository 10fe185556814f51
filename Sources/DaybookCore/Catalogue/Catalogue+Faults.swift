/// What is wrong with products, groups and units.
extension Catalogue {
    package var faults: [CatalogueFault] {
        let tree = Hierarchy(parents: groups.compactMapValues(\.parent))
        var faults: [CatalogueFault] = []
        for unit in units.values { faults += keyFaults(unit.key, "units") }
        for code in taxCodes.values { faults += keyFaults(code.key, "taxCodes") }
        for group in groups.values {
            faults += keyFaults(group.key, "groups")
            if let parent = group.parent, groups[parent] == nil {
                faults.append(CatalogueFault("groups.\(group.key).parent", .unknown(parent)))
            }
            if let cycle = tree.cycle(through: group.key) {
                faults.append(CatalogueFault("groups.\(group.key).parent", .cycle(cycle)))
            }
        }
        for product in products.values { faults += self.faults(of: product) }
        return faults.sorted { ($0.path, $0.words) < ($1.path, $1.words) }
    }

    private func faults(of product: Product) -> [CatalogueFault] {
        let path = "products.\(product.key)"
        var faults = keyFaults(product.key, "products")
        if units[product.unit] == nil {
            faults.append(CatalogueFault("\(path).unit", .unknown(product.unit)))
        }
        if let group = product.group, groups[group] == nil {
            faults.append(CatalogueFault("\(path).group", .unknown(group)))
        }
        if let meter = product.meter, !meters.contains(meter) {
            faults.append(CatalogueFault("\(path).meter", .unknown(meter)))
        }
        if let code = product.taxCode, taxCodes[code] == nil {
            faults.append(CatalogueFault("\(path).taxCode", .unknown(code)))
        }
        return faults
    }

    private func keyFaults(_ key: String, _ path: String) -> [CatalogueFault] {
        CatalogueFault.isKey(key) ? [] : [CatalogueFault("\(path).\(key)", .badKey)]
    }
}

extension CatalogueFault {
    /// Whether a text can be a key.
    package static func isKey(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                case UInt8(ascii: "-"), UInt8(ascii: "_"): true
                default: false
                }
            }
    }
}
