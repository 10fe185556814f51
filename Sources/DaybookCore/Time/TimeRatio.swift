/// A part of a whole in time, as the two integers it was counted in. It is not reduced: 9 days of
/// 30 stay 9/30, because that is what an invoice explains.
package struct TimeRatio: Hashable, Sendable {
    package let numerator: Int64
    /// Always above zero.
    package let denominator: Int64

    package init(_ numerator: Int64, over denominator: Int64) {
        precondition(denominator > 0, "a part is taken of a whole that is not empty")
        self.numerator = numerator
        self.denominator = denominator
    }
}
