/// How much was posted.
package struct PostingTotals: Sendable {
    package private(set) var transactions = 0
    package private(set) var postings = 0
    private var sums: [Sum] = []
    private var places: [Currency: Int] = [:]
    /// Of the currency that came last, which often comes again.
    private var place = 0

    private struct Sum: Sendable {
        let currency: Currency
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
        if sums.isEmpty || sums[place].currency != currency { turn(to: currency) }
        sums[place].postings += transaction.postings.count
        for posting in transaction.postings {
            let units = posting.amount.minorUnits
            if units > 0 { sums[place].into += units } else { sums[place].outOf -= units }
        }
    }

    private mutating func turn(to currency: Currency) {
        place = places[currency] ?? sums.count
        guard place == sums.count else { return }
        places[currency] = place
        sums.append(Sum(currency: currency))
    }

    /// By currency.
    package var totals: [Total] {
        sums.sorted { $0.currency.code < $1.currency.code }.map { sum in
            // The other half of the pair: each transaction was checked for itself.
            precondition(sum.into == sum.outOf, "what goes into accounts comes out of others")
            return (sum.postings, Money(minorUnits: sum.into, sum.currency))
        }
    }
}
