/// An amount of a currency in whole minor units: what a document states and a customer pays.
package struct Money: Hashable, Sendable {
    package let minorUnits: Int128
    package let currency: Currency

    package init(minorUnits: Int128, _ currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    package static func zero(_ currency: Currency) -> Money {
        Money(minorUnits: 0, currency)
    }

    /// The precise amount at the currency's minor unit; from here on it is a billed figure.
    package init(
        rounding amount: PreciseAmount,
        _ rule: RoundingRule = .halfAwayFromZero,
        to currency: Currency,
    ) throws(NumberError) {
        let rounded = amount.rounded(toScale: currency.minorUnitDigits, rule)
        guard let units = rounded.coefficient(atScale: currency.minorUnitDigits) else {
            throw .overflow
        }
        self.init(minorUnits: units, currency)
    }

    /// `quantity` × `unitPrice`, rounded once: no digit of the product is lost before.
    package init(
        quantity: PreciseAmount,
        times unitPrice: PreciseAmount,
        _ rule: RoundingRule = .halfAwayFromZero,
        in currency: Currency,
    ) throws(NumberError) {
        let digits = currency.minorUnitDigits
        let product = try quantity.multiplied(by: unitPrice, scale: digits, rounding: rule)
        try self.init(rounding: product, rule, to: currency)
    }

    /// The same amount as an exact decimal number.
    package var amount: PreciseAmount {
        PreciseAmount(unchecked: minorUnits, scale: currency.minorUnitDigits)
    }

    package var isZero: Bool { minorUnits == 0 }
    package var isNegative: Bool { minorUnits < 0 }

    package var negated: Money { Money(minorUnits: 0 - minorUnits, currency) }

    package func adding(_ other: Money) throws(NumberError) -> Money {
        guard currency == other.currency else {
            throw .mixedCurrencies(currency.code, other.currency.code)
        }
        let (sum, overflow) = minorUnits.addingReportingOverflow(other.minorUnits)
        guard !overflow, sum.magnitude < PreciseAmount.limit else { throw .overflow }
        return Money(minorUnits: sum, currency)
    }

    package func subtracting(_ other: Money) throws(NumberError) -> Money {
        try adding(other.negated)
    }

    /// Negative, zero or positive as this amount is less than, equal to or more than the other.
    package func compared(with other: Money) throws(NumberError) -> Int {
        Int(try subtracting(other).minorUnits.signum())
    }
}

extension Money: CustomStringConvertible {
    /// The plain digits and the code: `12480.50 EUR`.
    package var description: String { "\(amount) \(currency.code)" }

    /// The digits for people, without the code: `12,480.50`.
    package var groupedText: String { amount.text(grouping: ",", decimalPoint: ".") }
}

/// Why a text is no amount of a currency.
package enum MoneySyntaxError: Error, Hashable, Sendable {
    case number(NumberSyntaxError)
    /// The text has more fraction digits than the currency's minor unit.
    case tooPrecise(code: String, digits: Int)
}

extension MoneySyntaxError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .number(let error): error.description
        case .tooPrecise(let code, 0): "\(code) has no fraction digits"
        case .tooPrecise(let code, let digits): "\(code) has only \(digits) fraction digits"
        }
    }
}

extension Money {
    /// Reads plain digits; further fraction digits are refused unless they are zeros.
    package init(_ text: String, _ currency: Currency) throws(MoneySyntaxError) {
        try self.init(text.utf8.span, currency)
    }

    package init(_ text: Span<UInt8>, _ currency: Currency) throws(MoneySyntaxError) {
        let amount: PreciseAmount
        do throws(NumberSyntaxError) {
            amount = try PreciseAmount(text)
        } catch {
            throw .number(error)
        }
        let digits = currency.minorUnitDigits
        let rounded = amount.rounded(toScale: digits, .towardsZero)
        guard rounded == amount else { throw .tooPrecise(code: currency.code, digits: digits) }
        guard let units = rounded.coefficient(atScale: digits) else {
            throw .number(NumberSyntaxError(.tooManyDigits, at: 0))
        }
        self.init(minorUnits: units, currency)
    }
}
