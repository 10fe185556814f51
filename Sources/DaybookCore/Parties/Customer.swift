/// A company we sell to.
package struct Customer: Hashable, Sendable {
    package var id: RecordID
    package var key: String
    package var name: String
    package var legalName: String
    package var currency: Currency
    package var timeZone: String
    package var email: String?
    package var taxID: String?
    package var address: Address
    package var state: PartyState
    package var createdAt: Instant
    package var note: String?

    package init(
        id: RecordID,
        key: String,
        name: String,
        legalName: String,
        currency: Currency,
        timeZone: String,
        email: String?,
        taxID: String?,
        address: Address,
        state: PartyState,
        createdAt: Instant,
        note: String?,
    ) {
        self.id = id
        self.key = key
        self.name = name
        self.legalName = legalName
        self.currency = currency
        self.timeZone = timeZone
        self.email = email
        self.taxID = taxID
        self.address = address
        self.state = state
        self.createdAt = createdAt
        self.note = note
    }
}

/// Whether a customer or account is still sold to.
package enum PartyState: String, Sendable, CaseIterable {
    case active, archived
}
