import DaybookCore
import DaybookShapes
import TestRigs
import Testing

/// The plan `growth.json` and what it leans on, with one text of it replaced by another one.
struct SamplePlan {
    static let now = Instant.epoch
    let text: String

    init(replacing old: String = "", with new: String = "") throws {
        let whole = try TestFolder().text("growth.json")
        guard !old.isEmpty else {
            text = whole
            return
        }
        let place = try #require(whole.firstRange(of: old), "growth.json has no \(old)")
        text = whole.replacingCharacters(in: place, with: new)
    }

    func read() throws(ShapeFaults) -> PlanFile<PlanDefinition> {
        try PlanFile<PlanDefinition>(Array(text.utf8))
    }

    static func addOn(_ name: String) throws -> AddOnDefinition {
        let text = try TestFolder().text("\(name).json")
        return try PlanFile<AddOnDefinition>(Array(text.utf8)).content
    }

    /// Everything that the plan names, so that nothing is wrong with it as it stands.
    static func catalogue() throws -> Catalogue {
        var addOns: [String: VersionHistory<AddOnDefinition>] = [:]
        for name in ["seats", "priority"] {
            var history = VersionHistory(draft: try addOn(name))
            try history.publish(1, from: now, now: now)
            addOns[name] = history
        }
        let metered = ["calls", "exports", "payments", "machines", "resold"]
        return Catalogue(
            units: [ProductUnit(key: "piece", name: "Piece")],
            products: metered.map { Product(key: $0, name: $0, unit: "piece", meter: $0) }
                + [
                    Product(key: "desks", name: "Desks", unit: "piece"),
                    Product(key: "fax", name: "Fax", unit: "piece", isArchived: true),
                ],
            taxCodes: [TaxCode(key: "digital", name: "Digital services")],
            meters: Set(metered),
            addOns: addOns
        )
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
