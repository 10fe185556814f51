package import DaybookCore
package import DaybookWire

extension JSONNode {
    /// Derivations as they were stored.
    package func derivations() throws -> [Derivation] {
        try elements().map { derivation in
            Derivation(steps: try derivation.elements().map { try JSONForm($0).derivationStep() })
        }
    }
}

extension JSONForm {
    fileprivate func derivationStep() throws -> DerivationStep {
        switch try text("step") {
        case "used": .used(try amount("quantity"), before: try amount("before"))
        case "converted":
            .converted(
                try amount("quantity"),
                try required(conversion()),
                to: try amount("result")
            )
        case "included": .included(try amount("part"), leaving: try amount("rest"))
        case "tier":
            .tier(
                try integer("tier"),
                above: try amount("above"),
                upTo: try optionalAmount("upTo"),
                holds: try amount("holds")
            )
        case "entered": .entered(try integer("tier"), above: try amount("above"))
        case "reached":
            .reached(
                try integer("tier"),
                upTo: try optionalAmount("upTo"),
                by: try amount("quantity")
            )
        case "packages": .packages(try amount("count"), of: try amount("size"))
        case "row": .row(try optionalInteger("row"))
        case let name: try amountStep(name)
        }
    }

    private func amountStep(_ name: String) throws -> DerivationStep {
        switch name {
        case "multiplied":
            .multiplied(
                try amount("quantity"),
                by: try amount("unit"),
                is: try amount("product")
            )
        case "rounded":
            .rounded(to: try amount("amount"), scale: try integer("digits"), try choice("rule"))
        case "discounted": .discounted(percent: try amount("percent"), by: try amount("part"))
        case "limited":
            .limited(
                to: try amount("maximum"),
                after: try amount("before"),
                by: try amount("part")
            )
        case "filled_up": .filledUp(to: try amount("minimum"), after: try amount("billed"))
        case "credited": .credited(reference: try text("reference"), try amount("part"))
        case "corrected": .corrected(from: try amount("before"), to: try amount("now"))
        case "prorated":
            .prorated(try amount("whole"), try share(), is: try amount("part"))
        case "shared":
            .shared(
                percent: try amount("percent"),
                of: try amount("whole"),
                is: try amount("part")
            )
        case _: throw mismatch("step", "a step of a derivation")
        }
    }

    private func share() throws -> TimeRatio {
        let (served, whole) = (try integer("served"), try integer("of"))
        guard whole > 0 else { throw mismatch("of", "a number above zero") }
        return TimeRatio(Int64(served), over: Int64(whole))
    }

    private func required(_ conversion: UnitConversion?) throws -> UnitConversion {
        guard let conversion else { throw mismatch("unitConfig", "a conversion") }
        return conversion
    }
}
