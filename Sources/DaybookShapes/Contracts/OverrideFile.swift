package import DaybookCore
internal import DaybookWire

/// What an account agrees otherwise than its plan says: a JSON object with `items`, each with what
/// becomes of it, in the form in which contracts keep it.
package struct OverrideFile: Hashable, Sendable {
    package let overrides: [ItemOverride]

    package init(_ bytes: [UInt8]) throws(ShapeFaults) {
        let form = try ShapeFaults.form(in: bytes)
        var faults = ShapeFaults()
        faults.expect(form, toHaveOnly: ["items"])
        let items = faults.reading(form) { try $0.objects("items") } ?? []
        var overrides: [ItemOverride] = []
        for item in items {
            let known = ["item", "phase", "act", "price", "percent", "with"]
            faults.expect(item, toHaveOnly: known)
            if let change = faults.reading(item, { try $0.override() }) { overrides.append(change) }
        }
        guard faults.isEmpty else { throw faults }
        self.overrides = overrides
    }
}
