/// A price in words, in as many lines as it takes: what it is, each of its tiers or cells, and what
/// stands around it.
package struct PriceWords: Hashable, Sendable {
    package private(set) var lines: [String] = []
    private let currency: Currency

    package init(_ terms: PriceTerms, in currency: Currency) {
        self.currency = currency
        add(terms.price)
        add(around: terms)
    }

    private mutating func add(_ price: Price) {
        switch price {
        case .flat(let amount, .inAdvance): lines.append("\(money(amount)) in advance")
        case .flat(let amount, .inArrears): lines.append("\(money(amount)) in arrears")
        case .unit(let amount): lines.append("\(money(amount)) a unit")
        case .tiered(let price): add(price)
        case .package(let price):
            let full = price.rounding == .down ? ", full ones only" : ""
            lines.append("\(money(price.amount)) a package of \(price.size.grouped)\(full)")
        case .dynamic(let multiplier):
            let times = multiplier == .one ? "" : " × \(multiplier.grouped)"
            lines.append("what each event brings\(times)")
        case .percentage(let price): add(price)
        case .matrix(let price): add(price)
        }
    }

    private mutating func add(_ price: TieredPrice) {
        switch price.mode {
        case .graduated: lines.append("graduated: each part at its own tier")
        case .volume: lines.append("volume: all of it at the tier it reaches")
        }
        var lower = PreciseAmount.zero
        for tier in price.tiers {
            let isOnly = price.tiers.count == 1
            let bounds = isOnly ? "any" : Self.bounds(above: lower, upTo: tier.upTo)
            lines.append("\(bounds): \(words(tier))")
            lower = tier.upTo ?? lower
        }
    }

    private func words(_ tier: PriceTier) -> String {
        let flat = tier.flat.map { money($0) }
        let unit = tier.unit.map { amount in
            let what = tier.packageSize.map { "package of \($0.grouped)" } ?? "unit"
            return "\(money(amount)) a \(what)"
        }
        return [unit, flat].compactMap(\.self).joined(separator: " + ")
    }

    private mutating func add(_ price: PercentagePrice) {
        let fixed = price.fixedPerEvent.map { " and \(money($0)) an event" } ?? ""
        lines.append("\(price.percent.normalized) % of the amount\(fixed)")
        if let least = price.minimumPerEvent { lines.append("at least \(money(least)) an event") }
        if let most = price.maximumPerEvent { lines.append("at most \(money(most)) an event") }
        if let count = price.freeEvents { lines.append("the first \(count) events free") }
        if let amount = price.freeAmount { lines.append("the first \(money(amount)) free") }
    }

    private mutating func add(_ price: MatrixPrice) {
        lines.append("by \(price.dimensions.joined(separator: " × "))")
        for row in price.rows {
            let name = row.values.map { $0 ?? "any" }.joined(separator: " × ")
            lines.append("\(name): \(money(row.amount)) a unit")
        }
        lines.append("otherwise: \(money(price.standard)) a unit")
    }

    private mutating func add(around terms: PriceTerms) {
        if let conversion = terms.conversion { lines.append("quantity \(conversion.words)") }
        if let included = terms.included { lines.append("\(included.grouped) included") }
        if let percent = terms.discountPercent { lines.append("less \(percent.normalized) %") }
        if let minimum = terms.minimum { lines.append("at least \(money(minimum))") }
        if let maximum = terms.maximum { lines.append("at most \(money(maximum))") }
    }

    // MARK: - Numbers

    /// At least the digits of the currency; all digits of what is finer.
    private func money(_ amount: PreciseAmount) -> String {
        let exact = amount.normalized
        let rounded = try? Money(rounding: exact, to: currency)
        let text = rounded.flatMap { $0.amount == exact ? $0.groupedText : nil } ?? exact.grouped
        return "\(text) \(currency)"
    }

    /// What lies in a tier: `above 1,000 up to 3,000`
    static func bounds(above lower: PreciseAmount, upTo: PreciseAmount?) -> String {
        guard let upTo else { return "above \(lower.grouped)" }
        return lower.isZero
            ? "up to \(upTo.grouped)" : "above \(lower.grouped) up to \(upTo.grouped)"
    }
}

extension PreciseAmount {
    /// `1,250.5`
    var grouped: String { text(grouping: ",", decimalPoint: ".") }
}

extension UnitConversion {
    /// `÷ 1,000, rounded (ceiling)`
    var words: String {
        let sign = operation == .divide ? "÷" : "×"
        let rounded = rounding == .none ? "" : ", rounded (\(rounding.rawValue))"
        return "\(sign) \(factor.grouped)\(rounded)"
    }
}
