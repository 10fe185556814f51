/// How much of a period's rest goes on into the next one.
package struct CreditRollover: Hashable, Sendable {
    package let minimum: Money
    package let maximum: Money

    /// Nothing of a period goes on.
    package static func none(_ currency: Currency) -> CreditRollover {
        CreditRollover(nothingIn: currency)
    }

    private init(nothingIn currency: Currency) {
        (minimum, maximum) = (.zero(currency), .zero(currency))
    }

    package init(minimum: Money, maximum: Money) throws(CreditError) {
        guard minimum.currency == maximum.currency else { throw .mixedCurrencies("rollover") }
        guard !minimum.isNegative else { throw .negativeRollover }
        guard minimum.minorUnits <= maximum.minorUnits else { throw .rolloverReversed }
        self.minimum = minimum
        self.maximum = maximum
    }

    package var isNothing: Bool { maximum.isZero }

    /// With how much of a rest the next period begins, by the formula of grants: it may take away,
    /// and it may fill up.
    package func carried(_ rest: Money) -> Money {
        let units = GrantRollover.bounded(
            rest.minorUnits,
            from: minimum.minorUnits,
            to: maximum.minorUnits
        )
        return Money(minorUnits: units, rest.currency)
    }

    /// How much of a rest is kept where no period follows: there is nothing to fill up.
    package func kept(_ rest: Money) -> Money {
        Money(minorUnits: min(rest.minorUnits, maximum.minorUnits), rest.currency)
    }
}
