/// One step on the way from a quantity to an amount.
package enum DerivationStep: Hashable, Sendable {
    /// What was used in this part, and in the parts of the period before it.
    case used(PreciseAmount, before: PreciseAmount)
    /// A quantity in another unit.
    case converted(PreciseAmount, UnitConversion, to: PreciseAmount)
    /// Units that are part of the price.
    case included(PreciseAmount, leaving: PreciseAmount)
    /// The part of the quantity that lies in a tier, which goes from one bound to another.
    case tier(Int, above: PreciseAmount, upTo: PreciseAmount?, holds: PreciseAmount)
    /// The tier that the quantity comes into, above a bound.
    case entered(Int, above: PreciseAmount)
    /// The tier that all of the quantity reaches.
    case reached(Int, upTo: PreciseAmount?, by: PreciseAmount)
    /// Packages that were started.
    case packages(PreciseAmount, of: PreciseAmount)
    /// A row of a price matrix; nil for its standard price.
    case row(Int?)
    case multiplied(PreciseAmount, by: PreciseAmount, is: PreciseAmount)
    case rounded(to: PreciseAmount, scale: Int, RoundingRule)
    case discounted(percent: PreciseAmount, by: PreciseAmount)
    /// What lies above a maximum, with what was billed before.
    case limited(to: PreciseAmount, after: PreciseAmount, by: PreciseAmount)
    /// What a minimum was short of, with all that is billed.
    case filledUp(to: PreciseAmount, after: PreciseAmount)
    case credited(reference: String, PreciseAmount)
    /// What was billed before is made to agree with what is due now.
    case corrected(from: PreciseAmount, to: PreciseAmount)
    /// What is charged of an amount for the part of its period that was served.
    case prorated(PreciseAmount, TimeRatio, is: PreciseAmount)
    /// A part of an amount of which other parts are due at other times.
    case shared(percent: PreciseAmount, of: PreciseAmount, is: PreciseAmount)
}

extension DerivationStep: CustomStringConvertible {
    /// The step in a line for people: `1,200 × 0.045 = 54`.
    package var description: String {
        switch self {
        case .used(let quantity, let before):
            before.isZero
                ? "used \(quantity.grouped)"
                : "used \(quantity.grouped), and \(before.grouped) before in the period"
        case .converted(let quantity, let conversion, let result):
            "\(quantity.grouped) \(conversion.words)"
                + (conversion.rounding == .none ? " is" : ", is") + " \(result.grouped)"
        case .included(let part, let rest):
            "\(part.grouped) included, \(rest.grouped) left to be paid"
        case .tier(let number, let lower, let upTo, let holds):
            "tier \(number), \(PriceWords.bounds(above: lower, upTo: upTo)): \(holds.grouped)"
        case .entered(let number, let lower):
            lower.isZero ? "comes into tier \(number)" : "tier \(number) above \(lower.grouped)"
        case .reached(let number, let upTo, let quantity):
            "\(quantity.grouped) reaches tier \(number)"
                + (upTo.map { " (up to \($0.grouped))" } ?? "")
        case .packages(let count, let size):
            "\(count.grouped) package\(count == .one ? "" : "s") of \(size.grouped) started"
        case .row(let row): row.map { "row \($0) of the matrix" } ?? "no row of the matrix fits"
        case .multiplied(let quantity, let unit, let product):
            "\(quantity.grouped) × \(unit.grouped) = \(product.normalized.grouped)"
        case .rounded(let amount, let scale, let rule):
            "rounded \(rule.words) to \(scale) digits: \(amount.grouped)"
        case .discounted(let percent, let part): "less \(percent) %: −\(part.grouped)"
        case .limited(let maximum, let before, let part):
            "\(before.grouped) billed before, at most \(maximum.grouped): −\(part.grouped)"
        case .filledUp(let minimum, let billed):
            "\(billed.grouped) billed, at least \(minimum.grouped)"
        case .corrected(let before, let now):
            "\(before.grouped) billed before, \(now.grouped) due now"
        case .prorated(let whole, let share, let part):
            "\(whole.normalized.grouped) × \(share.numerator)/\(share.denominator) of the period = "
                + part.normalized.grouped
        case .shared(let percent, let whole, let part):
            "\(percent.normalized) % of \(whole.grouped) = \(part.grouped)"
        case .credited(let reference, let part): "credit \(reference): −\(part.grouped)"
        }
    }
}

extension RoundingRule {
    /// The words for a rounding in an explanation.
    package var words: String {
        switch self {
        case .halfAwayFromZero: "half away from zero"
        case .halfEven: "half to even"
        case .up: "up"
        case .down: "down"
        case .towardsZero: "towards zero"
        case .awayFromZero: "away from zero"
        }
    }
}
