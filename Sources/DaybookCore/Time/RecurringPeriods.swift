/// A run of neighbouring periods of a recurrence, computed one at a time.
package struct RecurringPeriods<Rule: Recurring>: Sequence, Sendable {
    /// The numbers of the periods, counted from the anchor.
    package let indices: Range<Int>
    private let rule: Rule

    init(of rule: Rule, indices: Range<Int>) {
        self.rule = rule
        self.indices = indices
    }

    package func makeIterator() -> Iterator {
        Iterator(rule: rule, indices: indices)
    }

    package struct Iterator: IteratorProtocol, Sendable {
        private let rule: Rule
        private var indices: Range<Int>
        /// Where the period before ended: each occurrence is computed once.
        private var from: Rule.Bound?

        fileprivate init(rule: Rule, indices: Range<Int>) {
            self.rule = rule
            self.indices = indices
        }

        @specialized(where Rule == Recurrence)
        @specialized(where Rule == DateRecurrence)
        package mutating func next() -> Period<Rule.Bound>? {
            guard let n = indices.popFirst() else { return nil }
            do {
                let period = try Period(
                    from: from ?? rule.occurrence(n),
                    to: rule.occurrence(n + 1),
                )
                from = period.to
                return period
            } catch {
                preconditionFailure("between two occurrences every other can be had: \(error)")
            }
        }
    }
}
