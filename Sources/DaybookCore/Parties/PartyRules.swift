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

    package static func check(_ customer: Customer) throws(PartyError) {
        try check(key: customer.key)
        try check(customer.name, "the name")
        try check(customer.legalName, "the legal name")
        try check(lengthOf: customer.email, "the e-mail address")
        try check(lengthOf: customer.taxID, "the tax id")
        if let note = customer.note, note.utf8.count > longestNote {
            throw .tooLong("the note", most: longestNote)
        }
        let address = customer.address
        let parts = address.lines + [address.postalCode, address.city, address.region ?? ""]
        for part in parts { try check(lengthOf: part, "a line of the address") }
        let isCountry =
            address.country.utf8.count == 2
            && address.country.utf8.allSatisfy {
                (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
            }
        if !address.country.isEmpty && !isCountry { throw .badCountry(address.country) }
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
