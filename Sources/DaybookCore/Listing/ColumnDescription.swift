/// What the values of one field of a list are like.
package struct ColumnDescription: Hashable, Sendable {
    package let field: String
    /// Records that have a value, and records that have none.
    package let count: Int
    package let absent: Int
    package let distinct: Int
    package let extent: Extent

    package enum Extent: Hashable, Sendable {
        /// The first and the last in the order of their bytes.
        case texts(ClosedRange<String>)
        case days(ClosedRange<CivilDate>, median: CivilDate)
        /// A currency each.
        case amounts([AmountExtent])
        case nothing
    }

    package init(field: String, count: Int, absent: Int, distinct: Int, extent: Extent) {
        self.field = field
        self.count = count
        self.absent = absent
        self.distinct = distinct
        self.extent = extent
    }
}

/// The amounts of one currency: the mean and a median between two are rounded to minor units.
package struct AmountExtent: Hashable, Sendable {
    package let count: Int
    package let least: Money
    package let most: Money
    package let mean: Money
    package let median: Money

    /// - Parameters:
    ///   - sorted: minor units in their order, one at least.
    package init(sorted: [Int64], _ currency: Currency) {
        precondition(!sorted.isEmpty, "nothing has no extent")
        let sum = sorted.reduce(Int128(0)) { $0 + Int128($1) }
        let middle = Int128(sorted[(sorted.count - 1) / 2]) + Int128(sorted[sorted.count / 2])
        count = sorted.count
        least = Money(minorUnits: Int128(sorted[0]), currency)
        most = Money(minorUnits: Int128(sorted[sorted.count - 1]), currency)
        mean = Money(minorUnits: Self.rounded(sum, by: Int128(sorted.count)), currency)
        median = Money(minorUnits: Self.rounded(middle, by: 2), currency)
    }

    /// Half away from zero.
    private static func rounded(_ sum: Int128, by count: Int128) -> Int128 {
        let (quotient, remainder) = sum.quotientAndRemainder(dividingBy: count)
        guard remainder.magnitude * 2 >= count.magnitude else { return quotient }
        return quotient + (sum < 0 ? -1 : 1)
    }
}
