/// The unit of a customer that holds contracts and receives invoices.
package struct Account: Hashable, Sendable {
    package var id: RecordID
    package var key: String
    package var customer: RecordID
    package var name: String
    package var currency: Currency
    /// The zone of its billing dates where it is not the customer's.
    package var timeZone: String?
    package var state: PartyState
    package var createdAt: Instant

    package init(
        id: RecordID,
        key: String,
        customer: RecordID,
        name: String,
        currency: Currency,
        timeZone: String?,
        state: PartyState,
        createdAt: Instant,
    ) {
        self.id = id
        self.key = key
        self.customer = customer
        self.name = name
        self.currency = currency
        self.timeZone = timeZone
        self.state = state
        self.createdAt = createdAt
    }
}

/// A name under which usage arrives for an account, for as long as it is valid.
package struct Alias: Hashable, Sendable {
    package var account: RecordID
    package var name: String
    package var validFrom: CivilDate
    /// The first day on which it is no longer valid.
    package var validTo: CivilDate?

    package init(account: RecordID, name: String, validFrom: CivilDate, validTo: CivilDate?) {
        self.account = account
        self.name = name
        self.validFrom = validFrom
        self.validTo = validTo
    }
}
