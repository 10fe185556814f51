/// An account as a list shows it.
package struct AccountSummary: Hashable, Sendable {
    package let id: RecordID
    package let key: String
    package let name: String
    package let customerKey: String
    package let customerName: String
    package let currency: Currency
    package let state: PartyState
    /// What it has still to pay, a currency each; empty where nothing is open.
    package let open: [Money]
    package let createdAt: Instant

    package init(
        id: RecordID,
        key: String,
        name: String,
        customerKey: String,
        customerName: String,
        currency: Currency,
        state: PartyState,
        open: [Money],
        createdAt: Instant,
    ) {
        self.id = id
        self.key = key
        self.name = name
        self.customerKey = customerKey
        self.customerName = customerName
        self.currency = currency
        self.state = state
        self.open = open
        self.createdAt = createdAt
    }
}
