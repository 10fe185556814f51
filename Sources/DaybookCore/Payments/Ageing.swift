/// What is open on a day, by how long it has been due, in one currency.
package struct Ageing: Hashable, Sendable {
    package let currency: Currency
    package let date: CivilDate
    package let bounds: AgeingBounds
    /// One for each bucket: what is not due, then from bound to bound, then what is older.
    package let amounts: [Money]
    /// All that is open.
    package let total: Money
    /// What was received and not allocated. It has no age, and is not taken off any bucket.
    package let unallocated: Money
    /// What the account owes on the whole, as its statement says.
    package let balance: Money

    package init(
        of items: [OpenItem],
        unallocated: Money,
        on date: CivilDate,
        _ bounds: AgeingBounds = .standard,
    ) throws(NumberError) {
        currency = unallocated.currency
        self.date = date
        self.bounds = bounds
        self.unallocated = unallocated
        var amounts = [Money](repeating: .zero(currency), count: bounds.bucketCount)
        var total = Money.zero(currency)
        for item in items {
            let bucket = bounds.bucket(ofDaysOverdue: item.dueOn.days(until: date))
            amounts[bucket] = try amounts[bucket].adding(item.open)
            total = try total.adding(item.open)
        }
        self.amounts = amounts
        self.total = total
        balance = try total.subtracting(unallocated)
    }
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
                    of: openItems(of: account, on: date, currency),
                    unallocated: unallocated(of: account, on: date, currency),
                    on: date,
                    bounds,
                )
            )
        }
        return rows
    }
}
