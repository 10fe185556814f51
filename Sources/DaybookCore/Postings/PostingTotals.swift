/// How much was posted.
package struct PostingTotals: Sendable {
    package private(set) var transactions = 0
    package private(set) var postings = 0
    private var sums: [Currency: Sum] = [:]

    private struct Sum: Sendable {
        var postings = 0
        var into: Int128 = 0
        var outOf: Int128 = 0
    }

    /// The postings of a currency, and what went into accounts by them; as much came out of others.
    package typealias Total = (postings: Int, amount: Money)

    package init() {}

    package mutating func add(_ transaction: PostingTransaction) {
        transactions += 1
        postings += transaction.postings.count
        guard let currency = transaction.postings.first?.amount.currency else { return }
        var sum = sums[currency] ?? Sum()
        sum.postings += transaction.postings.count
        for posting in transaction.postings {
            let units = posting.amount.minorUnits
            if units > 0 { sum.into += units } else { sum.outOf -= units }
        }
        sums[currency] = sum
    }

    /// By currency.
    package var totals: [Total] {
        sums.sorted { $0.key.code < $1.key.code }.map { currency, sum in
            // The other half of the pair: each transaction was checked for itself.
            precondition(sum.into == sum.outOf, "what goes into accounts comes out of others")
            return (sum.postings, Money(minorUnits: sum.into, currency))
        }
    }
}
