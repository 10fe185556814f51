package import DaybookCore

extension SampleBooks {
    package func organisation() throws -> Organisation {
        Organisation(
            id: try id(.organisation, 0),
            key: "harbourline",
            legalName: "Harbourline Cloud GmbH",
            tradingName: "Harbourline",
            address: Address(
                lines: ["Am Pegelturm 6"],
                postalCode: "20457",
                city: "Hamburg",
                region: nil,
                country: "DE"
            ),
            taxIDs: ["DE000200457"],
            currency: SampleCountry.all[0].currency,
            timeZone: zone.name,
            email: "billing@harbourline.example",
            invoicePrefix: "INV-"
        )
    }

    /// A customer with all that belongs to it.
    package struct Party: Sendable {
        package let customer: Customer
        package let accounts: [Account]
        package let aliases: [Alias]
    }

    package func party(_ number: Int) throws -> Party {
        let customer = try customer(number)
        var numbers = [Self.firstAccount(of: number)]
        // The seventh has one abroad.
        if number % 7 == 6 { numbers.append(numbers[0] + 1) }
        let accounts = try numbers.map { try account($0, of: customer) }
        return Party(
            customer: customer,
            accounts: accounts,
            aliases: try zip(numbers, accounts).flatMap { try aliases($0, $1) }
        )
    }

    // MARK: - Customers

    /// They come at an even pace, up to the first invoice.
    private func arrival(_ number: Int) throws(TimeError) -> Instant {
        let opening = try opening
        let span = months[0].start.microseconds(since: opening) - Microseconds.inDay
        return try opening.adding(
            microseconds: span / Int64(size.customers) * Int64(number)
        )
    }

    private func customer(_ number: Int) throws -> Customer {
        var chance = chance(.customer, number)
        let country = SampleCountry.at(chance.below(100))
        let createdAt = try arrival(number)
        let words = country.words
        let first = chance.below(words.count)
        let second = (first + 1 + chance.below(words.count - 1)) % words.count
        let name = words[first] + country.joint + words[second]
        let isNoted = chance.happens(oneIn: 40)
        return Customer(
            id: RecordID(createdAt: createdAt, chance: chance.idBits()),
            key: Self.key(number),
            name: name,
            legalName: "\(country.prefix)\(name)\(country.suffix)",
            currency: country.currency,
            timeZone: country.timeZone,
            email: "accounts@\(Self.key(number)).example",
            taxID: "\(country.code)000\(String(1_000_000 + number).dropFirst())",
            address: Address(
                lines: ["\(chance.pick(country.words)) \(chance.within(1..<200))"],
                postalCode: "\(chance.within(10_000..<99_999))",
                city: chance.pick(country.cities),
                region: nil,
                country: country.code
            ),
            state: chance.happens(oneIn: 50) ? .archived : .active,
            createdAt: createdAt,
            note: isNoted ? chance.pick(Self.customerNotes) : nil
        )
    }

    private static let customerNotes = [
        "Pays late in summer.", "Wants one invoice for all accounts.", "Asks for PDF and paper.",
        "Talk to the owner first.", "Purchase order number on every invoice.",
    ]

    private static func key(_ number: Int) -> String { "c\(100_000 + number)" }

    // MARK: - Accounts

    private static func firstAccount(of customer: Int) -> Int { customer + customer / 7 }

    /// What documents need of an account, without the whole of it.
    struct AccountFacts {
        let id: RecordID
        let country: SampleCountry
        /// 0 for the small ones, which are most.
        let rank: Int
    }

    func facts(ofAccount number: Int) throws -> AccountFacts {
        let (customer, isSecond) = Self.owner(ofAccount: number)
        var owner = chance(.customer, customer)
        let home = SampleCountry.at(owner.below(100))
        var chance = chance(.account, number)
        return AccountFacts(
            id: RecordID(createdAt: try arrival(customer), chance: chance.idBits()),
            country: isSecond ? Self.abroad(of: home) : home,
            rank: [0, 0, 0, 0, 1, 1, 2][chance.below(7)]
        )
    }

    private static func owner(ofAccount number: Int) -> (customer: Int, isSecond: Bool) {
        let (group, place) = (number / 8, number % 8)
        return place == 7 ? (group * 7 + 6, true) : (group * 7 + place, false)
    }

    private static func abroad(of home: SampleCountry) -> SampleCountry {
        home.code == "US" ? SampleCountry.all[0] : SampleCountry.all[2]
    }

    private func account(_ number: Int, of customer: Customer) throws -> Account {
        let facts = try facts(ofAccount: number)
        let isSecond = Self.owner(ofAccount: number).isSecond
        return Account(
            id: facts.id,
            key: isSecond ? "\(customer.key)-intl" : customer.key,
            customer: customer.id,
            name: isSecond ? "\(customer.name) International" : customer.name,
            currency: facts.country.currency,
            timeZone: isSecond ? facts.country.timeZone : nil,
            state: customer.state,
            createdAt: customer.createdAt
        )
    }

    /// Under this name usage of an account arrives.
    static func alias(ofAccount number: Int) -> String { "tenant-\(100_000 + number)" }

    private func aliases(_ number: Int, _ account: Account) throws -> [Alias] {
        let since = try zone.date(of: account.createdAt)
        let alias = { (name: String, end: CivilDate?) in
            Alias(account: account.id, name: name, validFrom: since, validTo: end)
        }
        var aliases = [alias(Self.alias(ofAccount: number), nil)]
        if number % 8 == 3 {
            aliases.append(alias("trial-\(100_000 + number)", try since.adding(days: 30)))
        }
        return aliases
    }
}
