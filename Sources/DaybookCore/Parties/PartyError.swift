/// Why a customer, an account or an alias cannot be so.
package enum PartyError: Error, Hashable, Sendable {
    /// A key that could not be typed, or that reads like an id.
    case badKey(String)
    /// A text that must be there, by the name of its field.
    case empty(String)
    case tooLong(String, most: Int)
    case badCountry(String)
    case badEmail(String)
    /// Every customer has an account that its invoices can go to.
    case lastAccount(ofCustomer: String)
    /// Nothing new is agreed with whom one does not serve any more.
    case archived(noun: String, key: String)
    /// What has been agreed or billed is in the account's currency.
    case currencyInUse(account: String, Currency)
    case aliasTaken(AliasClaim, name: String)
    /// The key or id of an account means it for ever.
    case aliasIsKey(String, ofAccount: String)
    /// The name is an alias of another account, which it would mean no longer.
    case keyIsAlias(AliasClaim, name: String)
    case aliasUnknown(String, account: String)
    case endsBeforeItBegins(from: CivilDate, to: CivilDate)
}
