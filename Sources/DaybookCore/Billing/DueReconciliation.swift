/// What was billed, held against what is due now: the credits and charges that make them agree.
///
/// A change, a cancellation, an extension, late usage: each is a difference here, and the sum of
/// all that was ever billed under a key is always what is due under it.
package enum DueReconciliation {
    /// An amount under a key: billed, or due.
    package struct Entry: Hashable, Sendable {
        package let key: DueKey
        package let plan: Int
        package let service: Period<Instant>
        package let amount: Money

        package init(plan: Int, key: DueKey, service: Period<Instant>, amount: Money) {
            self.plan = plan
            self.key = key
            self.service = service
            self.amount = amount
        }

        package var name: DueName { DueName(plan: plan, key) }
    }

    /// A credit or a charge, and why.
    package struct Adjustment: Hashable, Sendable {
        package let plan: Int
        package let key: DueKey
        package let cause: Cause
        /// What is owed is for this service; for what is no longer due, what was billed.
        package let service: Period<Instant>
        /// Negative where money is given back.
        package let amount: Money

        package var name: DueName { DueName(plan: plan, key) }
    }

    package enum Cause: String, CaseIterable, Hashable, Sendable {
        /// Never billed before.
        case new
        /// Less of the service is rendered than was billed.
        case shortened
        case lengthened
        /// The same service at another price.
        case repriced
        /// It is not due any more.
        case dropped
    }

    package static func adjustments(
        billed: [Entry],
        due: [Entry],
    ) throws(NumberError) -> [Adjustment] {
        var known: [DueName: (service: Period<Instant>, amount: Money, entry: Entry)] = [:]
        for entry in billed {
            let sum = try known[entry.name]?.amount.adding(entry.amount) ?? entry.amount
            // Of several corrections the last says which service was billed.
            known[entry.name] = (entry.service, sum, entry)
        }
        var adjustments: [Adjustment] = []
        for entry in due {
            let before = known.removeValue(forKey: entry.name)
            let difference = try before.map { old throws(NumberError) in
                try entry.amount.subtracting(old.amount)
            }
            if let difference, difference.isZero { continue }
            adjustments.append(
                Adjustment(
                    plan: entry.plan,
                    key: entry.key,
                    cause: before.map { cause($0.service, entry.service) } ?? .new,
                    service: entry.service,
                    amount: difference ?? entry.amount
                )
            )
        }
        for (_, left) in known.sorted(by: { "\($0.key)" < "\($1.key)" }) where !left.amount.isZero {
            adjustments.append(
                Adjustment(
                    plan: left.entry.plan,
                    key: left.entry.key,
                    cause: .dropped,
                    service: left.service,
                    amount: left.amount.negated
                )
            )
        }
        return adjustments
    }

    private static func cause(_ old: Period<Instant>, _ new: Period<Instant>) -> Cause {
        let (before, now) = (old.lengthMicroseconds, new.lengthMicroseconds)
        return now < before ? .shortened : now > before ? .lengthened : .repriced
    }
}
