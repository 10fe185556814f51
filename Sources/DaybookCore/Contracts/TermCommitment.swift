/// An amount that a customer promised to spend within a time, whatever is used. What is missing
/// at its end is billed; nothing is paid back of what is spent beyond.
package struct TermCommitment: Hashable, Sendable {
    package let key: String
    package let amount: Money
    package let period: Period<Instant>

    package init(key: String, amount: Money, period: Period<Instant>) {
        self.key = key
        self.amount = amount
        self.period = period
    }

    /// What is to be billed on top of what was billed for the period so far; nothing before the
    /// period is over.
    ///
    /// - Parameter billed: net amounts of lines whose service ends within the period
    package func trueUp(
        after billed: [(service: Period<Instant>, net: Money)],
        at moment: Instant,
    ) throws(NumberError) -> Money? {
        guard moment >= period.to else { return nil }
        var missing = amount
        for line in billed where period.contains(line.service) {
            missing = try missing.subtracting(line.net)
        }
        return missing.minorUnits > 0 ? missing : nil
    }
}
