internal import DaybookCore
internal import DaybookWire

/// Tiers as somebody wrote them: a reader of the file takes them in the order in which they stand,
/// so that they must stand in order, without gap or overlap.
extension JSONForm {
    func checkTierOrder() throws(JSONShapeError) {
        let price = try optionalObject("price") ?? self
        var bound: PreciseAmount? = .zero
        for tier in try price.objects("tiers") {
            guard let lower = bound else {
                throw tier.node.mismatch("no tier behind the open one", because: "another tier")
            }
            if let from = try tier.optionalAmount("from"), from != lower {
                let word = from < lower ? "an overlap" : "a gap"
                throw tier.mismatch("from", "\(lower), where the tier before ends", because: word)
            }
            bound = try tier.optionalAmount("upToAmount")
            if let upTo = bound, upTo <= lower {
                throw tier.mismatch(
                    "upToAmount",
                    "more than \(lower), where the tier before ends",
                    because: "\(upTo)"
                )
            }
        }
    }
}
