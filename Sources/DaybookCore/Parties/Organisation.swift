/// Whose ledger this is.
package struct Organisation: Hashable, Sendable {
    package var id: RecordID
    package var key: String
    package var legalName: String
    package var tradingName: String
    package var address: Address
    package var taxIDs: [String]
    /// The currency of the books, and the default of new accounts.
    package var currency: Currency
    /// The zone in which billing dates are civil dates, by its name in the tz database.
    package var timeZone: String
    package var email: String?
    /// What invoice numbers begin with.
    package var invoicePrefix: String

    package init(
        id: RecordID,
        key: String,
        legalName: String,
        tradingName: String,
        address: Address,
        taxIDs: [String],
        currency: Currency,
        timeZone: String,
        email: String?,
        invoicePrefix: String,
    ) {
        self.id = id
        self.key = key
        self.legalName = legalName
        self.tradingName = tradingName
        self.address = address
        self.taxIDs = taxIDs
        self.currency = currency
        self.timeZone = timeZone
        self.email = email
        self.invoicePrefix = invoicePrefix
    }
}
