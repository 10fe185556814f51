/// What holds for every customer and account that somebody writes.
package enum PartyRules {
    private static let longestText = 1000
    private static let longestNote = 20_000

    /// Keys are typed, stand in paths of URLs, and come as the subjects of events.
    package static func isKey(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && RecordID(text) == nil
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                    UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "@"):
                    true
                default: false
                }
            }
    }

    /// - Parameter old: what the customer said before; what it said already may stay, for ledgers
    ///   are older than some of these rules
    package static func check(
        _ customer: Customer,
        over old: Customer? = nil,
    ) throws(PartyError) {
        try check(key: customer.key)
        try check(customer.name, "the name")
        try check(customer.legalName, "the legal name")
        try check(lengthOf: customer.taxID, "the tax id")
        if let note = customer.note, note.utf8.count > longestNote {
            throw .tooLong("the note", most: longestNote)
        }
        try check(email: customer.email, over: old?.email)
        try check(customer.address, over: old?.address)
    }

    /// What somebody begins a ledger with.
    package static func check(_ organisation: Organisation) throws(PartyError) {
        try check(organisation.legalName, "the legal name")
        try check(organisation.tradingName, "the trading name")
        for id in organisation.taxIDs { try check(lengthOf: id, "a tax id") }
        try check(email: organisation.email, over: nil)
        try check(organisation.address, over: nil)
    }

    private static func check(email: String?, over old: String?) throws(PartyError) {
        try check(lengthOf: email, "the e-mail address")
        if let email, email != old, !EmailAddress.isAddress(email) { throw .badEmail(email) }
    }

    private static func check(_ address: Address, over old: Address?) throws(PartyError) {
        let parts = address.lines + [address.postalCode, address.city, address.region ?? ""]
        for part in parts { try check(lengthOf: part, "a line of the address") }
        let code = address.country
        if !code.isEmpty, code != old?.country, !Country.isCode(code) { throw .badCountry(code) }
    }

    package static func check(_ account: Account) throws(PartyError) {
        try check(key: account.key)
        try check(account.name, "the name")
    }

    /// What is sold to an account needs both of them to be served.
    package static func requireServed(
        _ account: Account,
        of customer: Customer,
    ) throws(PartyError) {
        if account.state == .archived { throw .archived(noun: "account", key: account.key) }
        try requireServed(customer)
    }

    package static func requireServed(_ customer: Customer) throws(PartyError) {
        if customer.state == .archived { throw .archived(noun: "customer", key: customer.key) }
    }

    private static func check(key: String) throws(PartyError) {
        if !isKey(key) { throw .badKey(key) }
    }

    private static func check(_ text: String, _ field: String) throws(PartyError) {
        if text.isEmpty { throw .empty(field) }
        try check(lengthOf: text, field)
    }

    private static func check(lengthOf text: String?, _ field: String) throws(PartyError) {
        if let text, text.utf8.count > longestText { throw .tooLong(field, most: longestText) }
    }
}
