/// What is in which account, after so many transactions.
package struct PostingBalances: Sendable {
    private var units: [Place: Int128] = [:]

    private struct Place: Hashable {
        let account: LedgerAccount
        let currency: Currency
    }

    package init() {}

    package mutating func add(_ transaction: PostingTransaction) {
        for posting in transaction.postings {
            let place = Place(account: posting.account, currency: posting.amount.currency)
            units[place, default: 0] += posting.amount.minorUnits
        }
    }

    /// What is in every account that is not empty, by currency, in the order of the chart.
    package var all: [(account: LedgerAccount, amount: Money)] {
        units.filter { $0.value != 0 }
            .sorted {
                let (one, other) = ($0.key, $1.key)
                if one.currency != other.currency { return one.currency.code < other.currency.code }
                return one.account < other.account
            }
            .map { ($0.key.account, Money(minorUnits: $0.value, $0.key.currency)) }
    }

    /// The balances brought forward, a transaction for each currency. What was earned and spent
    /// until then is one sum: a new period begins with an income of nothing.
    package func opening(on date: CivilDate) throws(PostingError) -> [PostingTransaction] {
        let document = PostingDocument(.ledger, "opening", nil)
        var transactions: [PostingTransaction] = []
        var rest = all[...]
        while let currency = rest.first?.amount.currency {
            let own = rest.prefix { $0.amount.currency == currency }
            rest = rest.dropFirst(own.count)
            var postings: [PostingTransaction.Posting] = []
            var retained: Int128 = 0
            for (account, amount) in own {
                if account.isCarriedForward && account != .retained {
                    postings.append(.init(account, amount))
                } else {
                    retained += amount.minorUnits
                }
            }
            if retained != 0 {
                postings.append(.init(.retained, Money(minorUnits: retained, currency)))
            }
            if postings.isEmpty { continue }
            transactions.append(
                try PostingTransaction(on: date, .opening, document, of: nil, postings: postings)
            )
        }
        return transactions
    }
}
