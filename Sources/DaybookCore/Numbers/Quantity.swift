/// A count or measure of something sold: exact, without a currency.
package struct Quantity: Hashable, Comparable, Sendable {
    package let value: PreciseAmount

    package static let zero = Quantity(.zero)

    package init(_ value: PreciseAmount) {
        self.value = value
    }

    package init(_ whole: Int) {
        value = PreciseAmount(whole)
    }

    package var isZero: Bool { value.isZero }
    package var isNegative: Bool { value.isNegative }

    package func adding(_ other: Quantity) throws(NumberError) -> Quantity {
        Quantity(try value.adding(other.value))
    }

    package func subtracting(_ other: Quantity) throws(NumberError) -> Quantity {
        Quantity(try value.subtracting(other.value))
    }

    /// The exact price of this quantity; it becomes money where a line is rounded.
    package func priced(at unitPrice: PreciseAmount) throws(NumberError) -> PreciseAmount {
        try value.multiplied(by: unitPrice)
    }

    package static func < (one: Quantity, other: Quantity) -> Bool {
        one.value < other.value
    }
}

extension Quantity: CustomStringConvertible {
    package var description: String { value.description }
}
