/// What is open on a day, by how long it has been due, in one currency.
package struct Ageing: Hashable, Sendable {
    package let currency: Currency
    package let date: CivilDate
    package let bounds: AgeingBounds
    /// One for each bucket: what is not due, then from bound to bound, then what is older.
    package let amounts: [Money]
    /// What should have been paid by that day.
    package let overdue: Money
    /// All that is open.
    package let total: Money
    /// What was received and not allocated. It has no age, and is not taken off any bucket.
    package let unallocated: Money
    /// What the account owes on the whole, as its statement says.
    package let balance: Money

    /// An amount that is open, and since when it is due.
    package typealias Debt = (amount: Money, dueOn: CivilDate)

    package init(
        of debts: [Debt],
        unallocated: Money,
        on date: CivilDate,
        _ bounds: AgeingBounds = .standard,
    ) throws(NumberError) {
        var amounts = [Money](repeating: .zero(unallocated.currency), count: bounds.bucketCount)
        for debt in debts {
            let bucket = bounds.bucket(ofDaysOverdue: debt.dueOn.days(until: date))
            amounts[bucket] = try amounts[bucket].adding(debt.amount)
        }
        try self.init(amounts, unallocated: unallocated, on: date, bounds)
    }

    private init(
        _ amounts: [Money],
        unallocated: Money,
        on date: CivilDate,
        _ bounds: AgeingBounds,
    ) throws(NumberError) {
        currency = unallocated.currency
        (self.date, self.bounds) = (date, bounds)
        (self.amounts, self.unallocated) = (amounts, unallocated)
        var overdue = Money.zero(currency)
        for amount in amounts.dropFirst() { overdue = try overdue.adding(amount) }
        self.overdue = overdue
        total = try amounts[0].adding(overdue)
        balance = try total.subtracting(unallocated)
    }

    /// What two owe together, by the same buckets in the same currency.
    package func adding(_ other: Ageing) throws(NumberError) -> Ageing {
        var amounts: [Money] = []
        for (own, others) in zip(self.amounts, other.amounts) {
            amounts.append(try own.adding(others))
        }
        let unallocated = try unallocated.adding(other.unallocated)
        return try Ageing(amounts, unallocated: unallocated, on: date, bounds)
    }

    /// Nothing is owed, and nothing was received that pays nothing.
    package var isEmpty: Bool { amounts.allSatisfy(\.isZero) && unallocated.isZero }
}

/// Where the buckets of an ageing end, in days overdue.
package struct AgeingBounds: Hashable, Sendable {
    package let days: [Int]

    /// 1 to 30, 31 to 60, 61 to 90, over 90.
    package static let standard = AgeingBounds(checked: [30, 60, 90])

    /// Nil where they do not rise from above zero.
    package init?(_ days: [Int]) {
        guard zip([0] + days, days).allSatisfy({ $0 < $1 }) else { return nil }
        self.init(checked: days)
    }

    private init(checked days: [Int]) {
        self.days = days
    }

    package var bucketCount: Int { days.count + 2 }

    /// An invoice is overdue from the day after its due date.
    package func bucket(ofDaysOverdue overdue: Int) -> Int {
        if overdue <= 0 { return 0 }
        return 1 + (days.firstIndex { overdue <= $0 } ?? days.count)
    }

    /// What each bucket is called, in days.
    package var names: [String] {
        let starts = [1] + days.map { $0 + 1 }
        return ["not due"] + zip(starts, days).map { "\($0) to \($1)" }
            + ["over \(days.last ?? 0)"]
    }
}

extension ReceivablesBook {
    /// One ageing for each currency of an account.
    package func ageing(
        of account: RecordID,
        on date: CivilDate,
        _ bounds: AgeingBounds = .standard,
    ) throws(NumberError) -> [Ageing] {
        var rows: [Ageing] = []
        for currency in currencies(of: account) {
            rows.append(
                try Ageing(
                    of: openItems(of: account, on: date, currency).map { ($0.open, $0.dueOn) },
                    unallocated: unallocated(of: account, on: date, currency),
                    on: date,
                    bounds,
                )
            )
        }
        return rows
    }
}
