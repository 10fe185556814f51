package import DaybookCore
package import DaybookWire

/// Derivations into JSON: what is stored with a line, for as long as the line is.
extension JSONStream {
    package mutating func derivations(_ derivations: [Derivation]) {
        array { json in
            for derivation in derivations {
                json.array { json in
                    for step in derivation.steps { json.step(step) }
                }
            }
        }
    }

    private mutating func step(_ step: DerivationStep) {
        object { json in
            json.text("step", step.name)
            switch step {
            case .used(let quantity, let before):
                json.decimal("quantity", quantity)
                json.decimal("before", before)
            case .converted(let quantity, let conversion, let result):
                json.decimal("quantity", quantity)
                json.conversion(conversion)
                json.decimal("result", result)
            case .included(let part, let rest):
                json.decimal("part", part)
                json.decimal("rest", rest)
            case .tier(let number, let lower, let upTo, let holds):
                json.integer("tier", number)
                json.decimal("above", lower)
                json.set("upTo", upTo)
                json.decimal("holds", holds)
            case .entered(let number, let lower):
                json.integer("tier", number)
                json.decimal("above", lower)
            case .reached(let number, let upTo, let quantity):
                json.integer("tier", number)
                json.set("upTo", upTo)
                json.decimal("quantity", quantity)
            case .packages(let count, let size):
                json.decimal("count", count)
                json.decimal("size", size)
            case .row(let row):
                if let row { json.integer("row", row) }
            case .multiplied, .rounded, .discounted, .limited, .filledUp, .credited, .corrected,
                .prorated, .shared:
                json.members(ofAmount: step)
            }
        }
    }

    private mutating func members(ofAmount step: DerivationStep) {
        switch step {
        case .multiplied(let quantity, let unit, let product):
            decimal("quantity", quantity)
            decimal("unit", unit)
            decimal("product", product)
        case .rounded(let amount, let scale, let rule):
            decimal("amount", amount)
            integer("digits", scale)
            text("rule", rule.rawValue)
        case .discounted(let percent, let part):
            decimal("percent", percent)
            decimal("part", part)
        case .limited(let maximum, let before, let part):
            decimal("maximum", maximum)
            decimal("before", before)
            decimal("part", part)
        case .filledUp(let minimum, let billed):
            decimal("minimum", minimum)
            decimal("billed", billed)
        case .credited(let reference, let part):
            text("reference", reference)
            decimal("part", part)
        case .corrected(let before, let now):
            decimal("before", before)
            decimal("now", now)
        case .prorated(let whole, let share, let part):
            decimal("whole", whole)
            integer("served", Int(share.numerator))
            integer("of", Int(share.denominator))
            decimal("part", part)
        case .shared(let percent, let whole, let part):
            decimal("percent", percent)
            decimal("whole", whole)
            decimal("part", part)
        case .used, .converted, .included, .tier, .entered, .reached, .packages, .row: break
        }
    }
}

extension DerivationStep {
    /// What the step is called where it is stored.
    fileprivate var name: String {
        switch self {
        case .used: "used"
        case .converted: "converted"
        case .included: "included"
        case .tier: "tier"
        case .entered: "entered"
        case .reached: "reached"
        case .packages: "packages"
        case .row: "row"
        case .multiplied: "multiplied"
        case .rounded: "rounded"
        case .discounted: "discounted"
        case .limited: "limited"
        case .filledUp: "filled_up"
        case .credited: "credited"
        case .corrected: "corrected"
        case .prorated: "prorated"
        case .shared: "shared"
        }
    }
}
