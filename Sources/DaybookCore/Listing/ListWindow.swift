/// A place in a list, counted from one of its ends: so the last record can be shown before anybody
/// knows how many there are.
package enum ListPlace: Hashable, Sendable {
    /// 0 is the first record.
    case fromStart(Int)
    /// 0 is the last record.
    case fromEnd(Int)
}

/// Some records of a list, in a row.
package struct ListWindow<Record: Sendable>: Sendable {
    package let records: [Record]
    /// Where the first of them stands.
    package let start: ListPlace
    /// How many the list has, where that is known already.
    package let total: Int?

    package init(records: [Record], start: ListPlace, total: Int?) {
        self.records = records
        self.start = start
        self.total = total
    }
}

/// What all records of a list come to.
package struct ListTotals: Hashable, Sendable {
    /// How many records are listed.
    package let count: Int
    /// The sums of what the list shows, a currency each.
    package let amounts: [CurrencyTotal]

    package init(count: Int, amounts: [CurrencyTotal]) {
        self.count = count
        self.amounts = amounts
    }
}

/// How many records of a currency, and the exact sum of their amounts.
package struct CurrencyTotal: Hashable, Sendable {
    package let count: Int
    package let amount: Money

    package init(count: Int, amount: Money) {
        self.count = count
        self.amount = amount
    }
}
