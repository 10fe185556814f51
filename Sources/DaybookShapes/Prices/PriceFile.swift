package import DaybookCore
internal import DaybookWire

/// A file with one price: a JSON object, with comments if one likes.
package enum PriceFile {
    package static func terms(in bytes: [UInt8]) throws(ShapeFaults) -> PriceTerms {
        let form = try ShapeFaults.form(in: bytes)
        var faults = ShapeFaults()
        guard let terms = faults.terms(form), faults.isEmpty else { throw faults }
        return terms
    }
}

extension ShapeFaults {
    private static func members(of kind: Price.Kind) -> [String] {
        let own =
            switch kind {
            case .flat: ["amount", "paymentTerm"]
            case .unit: ["amount"]
            case .tiered: ["mode", "tiers"]
            case .package: ["amount", "quantityPerPackage"]
            case .dynamic: ["multiplier"]
            case .percentage:
                [
                    "ratePercent", "fixedPerEvent", "perEventMinimum", "perEventMaximum",
                    "freeEvents", "freeAmount",
                ]
            case .matrix: ["dimensions", "rows", "defaultAmount"]
            }
        return ["type"] + own + ["minimumAmount", "maximumAmount"]
    }

    private static func members(around kind: Price.Kind) -> [String] {
        let rounding = kind == .package ? ["packageRounding"] : []
        return ["discounts", "unitConfig"] + rounding
    }

    private static let tierMembers = [
        "from", "upToAmount", "flatPrice", "unitPrice", "quantityPerPackage",
    ]

    /// A price as somebody wrote it: its tiers in order, and nothing in it that means nothing.
    mutating func terms(_ form: JSONForm) -> PriceTerms? {
        let price = reading(form) { try $0.optionalObject("price") } ?? form
        guard let kind = reading(price, { try $0.choice("type", Price.Kind.self) }) else {
            return nil
        }
        if form.has("price") {
            expect(form, toHaveOnly: ["price"] + Self.members(around: kind))
            expect(price, toHaveOnly: Self.members(of: kind))
        } else {
            expect(form, toHaveOnly: Self.members(of: kind) + Self.members(around: kind))
        }
        for tier in (try? price.objects("tiers")) ?? [] {
            expect(tier, toHaveOnly: Self.tierMembers)
        }
        let count = faults.count
        _ = reading(form) { try $0.checkTierOrder() }
        // Tiers in disorder would be found a second time, in other words.
        return faults.count > count ? nil : reading(form) { try $0.terms() }
    }
}
