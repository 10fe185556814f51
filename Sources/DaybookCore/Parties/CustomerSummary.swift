/// A customer as a list shows it.
package struct CustomerSummary: Hashable, Sendable {
    package let id: RecordID
    package let key: String
    package let name: String
    package let country: String
    package let currency: Currency
    package let state: PartyState
    package let accountCount: Int
    /// What its accounts have still to pay, a currency each; empty where nothing is open.
    package var open: [Money]
    package let createdAt: Instant

    package init(
        id: RecordID,
        key: String,
        name: String,
        country: String,
        currency: Currency,
        state: PartyState,
        accountCount: Int,
        open: [Money],
        createdAt: Instant,
    ) {
        self.id = id
        self.key = key
        self.name = name
        self.country = country
        self.currency = currency
        self.state = state
        self.accountCount = accountCount
        self.open = open
        self.createdAt = createdAt
    }
}
