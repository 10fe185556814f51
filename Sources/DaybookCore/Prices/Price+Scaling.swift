/// Prices raised or lowered as a whole. A factor that is not negative keeps what was checked when
/// the price was made.
extension Price {
    func scaled(by factor: PreciseAmount) throws(NumberError) -> Price {
        switch self {
        case .flat(let amount, let term): .flat(try amount.multiplied(by: factor), term)
        case .unit(let amount): .unit(try amount.multiplied(by: factor))
        case .tiered(let price): .tiered(try price.scaled(by: factor))
        case .package(let price): .package(try price.scaled(by: factor))
        case .dynamic(let multiplier):
            .dynamic(multiplier: try multiplier.multiplied(by: factor))
        case .percentage(let price): .percentage(try price.scaled(by: factor))
        case .matrix(let price): .matrix(try price.scaled(by: factor))
        }
    }
}

extension PriceTerms {
    /// The same terms with every amount raised by a percentage, exactly: a price may have more
    /// digits than its currency, and is rounded where it is charged.
    package func raised(by percent: PreciseAmount) throws(NumberError) -> PriceTerms {
        let factor = try PreciseAmount(100).adding(percent)
            .multiplied(by: PreciseAmount(coefficient: 1, scale: 2))
        var terms = replacing(try price.scaled(by: factor))
        terms.maximum = try maximum?.multiplied(by: factor)
        terms.minimum = try minimum?.multiplied(by: factor)
        return terms
    }
}

extension TieredPrice {
    func scaled(by factor: PreciseAmount) throws(NumberError) -> TieredPrice {
        var scaled: [PriceTier] = []
        for tier in tiers {
            scaled.append(
                PriceTier(
                    upTo: tier.upTo,
                    flat: try tier.flat?.multiplied(by: factor),
                    unit: try tier.unit?.multiplied(by: factor),
                    packageSize: tier.packageSize
                )
            )
        }
        return TieredPrice(checked: mode, scaled)
    }
}

extension PackagePrice {
    func scaled(by factor: PreciseAmount) throws(NumberError) -> PackagePrice {
        PackagePrice(checked: try amount.multiplied(by: factor), size: size, rounding)
    }
}

extension PercentagePrice {
    /// The share stays as it is, and what is fixed grows: money that is metered grows by itself.
    func scaled(by factor: PreciseAmount) throws(NumberError) -> PercentagePrice {
        var price = self
        price.fixedPerEvent = try fixedPerEvent?.multiplied(by: factor)
        price.minimumPerEvent = try minimumPerEvent?.multiplied(by: factor)
        price.maximumPerEvent = try maximumPerEvent?.multiplied(by: factor)
        return price
    }
}

extension MatrixPrice {
    func scaled(by factor: PreciseAmount) throws(NumberError) -> MatrixPrice {
        var scaled: [Row] = []
        for row in rows {
            scaled.append(Row(values: row.values, amount: try row.amount.multiplied(by: factor)))
        }
        let standard = try standard.multiplied(by: factor)
        return MatrixPrice(checked: dimensions, scaled, standard)
    }
}
