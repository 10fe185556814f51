import DaybookCore
import TestRigs
import Testing

@Suite struct PartyRulesTests {
    @Test func countriesAndAddressesForLettersAreKnownByTheirForm() throws {
        for row in try TestFolder().rows("party-rules.tsv") {
            let holds =
                row[0] == "country" ? Country.isCode(row[1]) : EmailAddress.isAddress(row[1])
            #expect(holds == (row[2] == "yes"), "\(row)")
        }
    }

    private static func customer(country: String, email: String?) -> Customer? {
        Currency(iso: "EUR").map { currency in
            Customer(
                id: RecordID(createdAt: .epoch, chance: 1),
                key: "acme",
                name: "ACME",
                legalName: "ACME",
                currency: currency,
                timeZone: "UTC",
                email: email,
                taxID: nil,
                address: Address(
                    lines: [],
                    postalCode: "",
                    city: "",
                    region: nil,
                    country: country
                ),
                state: .active,
                createdAt: .epoch,
                note: nil
            )
        }
    }

    @Test func whatACustomerSaidBeforeTheRuleMayStay() throws {
        let old = try #require(Self.customer(country: "XX", email: "foo"))
        #expect(throws: PartyError.badEmail("foo")) { try PartyRules.check(old) }
        var changed = old
        changed.note = "late"
        try PartyRules.check(changed, over: old)
        changed.address.country = "YY"
        #expect(throws: PartyError.badCountry("YY")) { try PartyRules.check(changed, over: old) }
    }
}
