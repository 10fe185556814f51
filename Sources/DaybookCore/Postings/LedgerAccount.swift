// What lives in this folder: what the ledger knows of money as double entries. `Booking` alone
// decides what each act posts; nothing here knows how a journal is written.

/// An account of the books into which postings go: the chart of accounts.
package enum LedgerAccount: Hashable, Sendable {
    case bank
    case receivable(PartyPlace)
    /// Invoiced and not yet earned. Below nothing at a month's end: earned and not yet invoiced.
    case deferred
    /// By the rate in percent; nil for what a document states and no rate of its lines explains.
    case tax(percent: PreciseAmount?)
    /// Received and not allocated.
    case onAccount(PartyPlace)
    /// What accounts may use before they pay.
    case credits(PartyPlace)
    /// What was earned and spent before the journal begins.
    case retained
    /// The other side of what documents say and no record of the ledger explains.
    case earlier
    case sales(ProductPlace)
    /// Of documents that say nothing of when they are earned: they came from elsewhere.
    case unscheduledSales(ProductPlace?)
    /// Credits that a customer has paid for, and used up or lost.
    case usedCredits
    case writeOffs
    case badDebts
    /// Credits that were given: taken back when an invoice uses them, as its revenue is less then.
    case givenCredits

    /// Whether its balance goes on where a new period begins; income and expenses begin anew.
    package var isCarriedForward: Bool {
        switch self {
        case .bank, .receivable, .deferred, .tax, .onAccount, .credits, .retained, .earlier: true
        case .sales, .unscheduledSales, .usedCredits, .writeOffs, .badDebts, .givenCredits: false
        }
    }

    /// The names of the accounts above it, and its own where it is nobody's.
    package var path: String {
        switch self {
        case .bank: "Assets:Bank"
        case .receivable: "Assets:Receivable"
        case .deferred: "Liabilities:Deferred"
        case .tax: "Liabilities:Tax"
        case .onAccount: "Liabilities:OnAccount"
        case .credits: "Liabilities:Credits"
        case .retained: "Equity:Retained"
        case .earlier: "Equity:Earlier"
        case .sales: "Income:Sales"
        case .unscheduledSales: "Income:Unscheduled"
        case .usedCredits: "Income:Credits"
        case .writeOffs: "Expenses:WriteOffs"
        case .badDebts: "Expenses:BadDebts"
        case .givenCredits: "Expenses:Credits"
        }
    }

    /// Whose it is, of the many that have one path.
    package var owner: Owner {
        switch self {
        case .receivable(let party), .onAccount(let party), .credits(let party): .party(party)
        case .sales(let product): .product(product)
        case .unscheduledSales(let product): product.map { .product($0) } ?? .nobody
        case .tax(let percent): percent.map { .rate($0) } ?? .other
        case .bank, .deferred, .retained, .earlier, .usedCredits, .writeOffs, .badDebts,
            .givenCredits:
            .nobody
        }
    }

    package enum Owner: Hashable, Sendable {
        case nobody
        case party(PartyPlace)
        case product(ProductPlace)
        /// In percent.
        case rate(PreciseAmount)
        /// What belongs to none of the others.
        case other
    }
}

extension LedgerAccount: Comparable {
    /// In the order of a balance sheet, then as its owners came.
    package static func < (one: LedgerAccount, other: LedgerAccount) -> Bool {
        if one.rank != other.rank { return one.rank < other.rank }
        return one.owner.rank < other.owner.rank
    }

    /// Its place in the chart.
    package var rank: Int {
        switch self {
        case .bank: 0
        case .receivable: 1
        case .deferred: 2
        case .tax: 3
        case .onAccount: 4
        case .credits: 5
        case .retained: 6
        case .earlier: 7
        case .sales: 8
        case .unscheduledSales: 9
        case .usedCredits: 10
        case .writeOffs: 11
        case .badDebts: 12
        case .givenCredits: 13
        }
    }
}

extension LedgerAccount.Owner {
    fileprivate var rank: PreciseAmount {
        switch self {
        case .nobody, .other: PreciseAmount(-1)
        case .party(let place): PreciseAmount(place.index)
        case .product(let place): PreciseAmount(place.index)
        case .rate(let percent): percent
        }
    }
}
