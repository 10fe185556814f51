import DaybookCore
import DaybookStore
import Testing

/// The postings of a ledger, added up.
struct PostedBooks {
    private(set) var balances = PostingBalances()
    private(set) var lines: [String] = []
    private let names: PostingNames

    init(
        _ connection: Connection,
        before end: CivilDate,
        from: CivilDate? = nil,
        of customer: RecordID? = nil,
    ) throws {
        let reader = try PostingReader(connection, zone: .utc, customer: customer)
        let names = PostingNames(reader.known)
        self.names = names
        var totals = PostingTotals()
        var earlier = PostingBalances()
        var last = CivilDate.earliest
        var later: [PostingTransaction] = []
        try reader.forEach(before: end) { act in
            names.learn(reader.takeLearned())
            guard let transaction = try act.transaction() else { return }
            for case .product(let place) in transaction.postings.map(\.account.owner) {
                #expect(place.index < names.products.count)
            }
            #expect(last <= transaction.date && transaction.date < end)
            last = transaction.date
            totals.add(transaction)
            if let from, transaction.date < from {
                earlier.add(transaction)
            } else {
                later.append(transaction)
            }
        }
        _ = totals.totals
        if let from { later = try earlier.opening(on: from) + later }
        for transaction in later {
            balances.add(transaction)
            for posting in transaction.postings {
                lines.append(
                    "\(transaction.date.dayNumber) \(transaction.kind) \(transaction.document) "
                        + "\(posting.account.path) \(posting.amount)"
                )
            }
        }
    }

    /// What is in all accounts of a path, in minor units: the simulation has one currency.
    func sum(_ paths: String) -> Int128 {
        let wanted = paths.split(separator: " ")
        return balances.all.reduce(0) { sum, balance in
            wanted.contains { balance.account.path == $0 } ? sum + balance.amount.minorUnits : sum
        }
    }

    func byParty(_ path: String) -> [String: Int128] {
        var sums: [String: Int128] = [:]
        for (account, amount) in balances.all where account.path == path {
            guard case .party(let place) = account.owner else { continue }
            sums["\(names[place].id)"] = amount.minorUnits
        }
        return sums
    }

    /// What a new period begins with; what was earned and spent is one sum.
    var carried: [String] {
        var retained: Int128 = 0
        var lines: [String] = []
        for (account, amount) in balances.all {
            if account.isCarriedForward && account != .retained {
                lines.append("\(account) \(amount)")
            } else {
                retained += amount.minorUnits
            }
        }
        return lines + ["\(retained)"]
    }
}
