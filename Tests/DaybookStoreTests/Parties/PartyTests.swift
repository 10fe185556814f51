import DaybookCore
import DaybookStore
import TestRigs
import Testing

/// Customers and accounts as they change and go.
@Suite struct PartyTests {
    @Test func everyReferenceToAnAccountIsFoundByTheSchema() throws {
        let fresh = try FreshLedger()
        let (customer, account) = try Self.insert(1, fresh)
        try fresh.open.change(.test) { connection in
            try InvoiceRepository(connection).insert(.sample(1, of: account), lines: [])
        }
        let found = try fresh.open.read {
            try RecordReferences($0).counts(to: account.id, .account)
        }
        #expect(found == [.init(table: "invoices", count: 1)])
        let owner = try fresh.open.read {
            try RecordReferences($0).counts(to: customer.id, .customer)
        }
        #expect(owner == [.init(table: "accounts", count: 1)])
    }

    @Test func whatIsReferredToStaysWhole() throws {
        let fresh = try FreshLedger()
        let (customer, account) = try Self.insert(1, fresh)
        try fresh.open.change(.test) { connection in
            try InvoiceRepository(connection).insert(.sample(1, of: account), lines: [])
        }
        let references = [RecordInUse.Reference(table: "invoices", count: 1)]
        #expect(throws: RecordInUse(kind: .customer, key: customer.key, references: references)) {
            try fresh.open.change(.test) { try CustomerRepository($0).delete(customer) }
        }
        #expect(throws: RecordInUse(kind: .account, key: account.key, references: references)) {
            try fresh.open.change(.test) { try CustomerRepository($0).delete(account) }
        }
        let kept = try fresh.open.read { try CustomerRepository($0).find(customer.key) }
        #expect(kept == customer)
    }

    @Test func aCustomerGoesWithItsAccountsAndAliasesAndComesBackWithThem() throws {
        let fresh = try FreshLedger()
        let (customer, account) = try Self.insert(1, fresh)
        let second = Account.sample(2, of: customer)
        let day = try #require(CivilDate(year: 2026, month: 1, day: 1))
        try fresh.open.change(.test) { connection in
            let customers = CustomerRepository(connection)
            try customers.add(second, to: customer)
            var history = try customers.aliases(named: "web")
            try history.give(to: account.id, key: account.key, from: day, to: nil, today: day)
            try customers.update(history)
        }
        let gone = try fresh.open.change(.test) { try CustomerRepository($0).delete(customer) }
        let entry = try #require(gone.entry)
        let left = try fresh.open.read { connection in
            let customers = CustomerRepository(connection)
            return (try customers.find(customer.key), try customers.account(account.key))
        }
        #expect(left.0 == nil && left.1 == nil)
        _ = try fresh.open.cancel(entry, by: "tester", at: .epoch)
        let (accounts, aliases) = try fresh.open.read { connection in
            let customers = CustomerRepository(connection)
            return (
                try customers.accounts(of: customer.id), try customers.aliases(of: account.id)
            )
        }
        #expect(accounts == [account, second])
        #expect(aliases.map(\.name) == ["web"])
    }

    @Test func aNameThatIsAnAccountIsNobodysAliasAndTheOtherWayRound() throws {
        let fresh = try FreshLedger()
        let (customer, account) = try Self.insert(1, fresh)
        let other = Account.sample(2, of: customer)
        let day = try #require(CivilDate(year: 2026, month: 1, day: 1))
        func claim(_ name: String) throws {
            try fresh.open.change(.test) { connection in
                let customers = CustomerRepository(connection)
                var history = try customers.aliases(named: name)
                try history.give(to: account.id, key: account.key, from: day, to: nil, today: day)
                try customers.update(history)
            }
        }
        try claim(other.key)
        #expect(throws: PartyError.self) {
            try fresh.open.change(.test) { try CustomerRepository($0).add(other, to: customer) }
        }
        let third = Account.sample(3, of: customer)
        try fresh.open.change(.test) { try CustomerRepository($0).add(third, to: customer) }
        #expect(throws: PartyError.aliasIsKey(third.key, ofAccount: third.key)) {
            try claim(third.key)
        }
        try claim(account.key)
    }

    private static func insert(
        _ number: Int,
        _ fresh: FreshLedger,
    ) throws -> (Customer, Account) {
        let customer = Customer.sample(number)
        let account = Account.sample(number, of: customer)
        try fresh.open.change(.test) { connection in
            try CustomerRepository(connection).insert(customer)
            try CustomerRepository(connection).insert(account)
        }
        return (customer, account)
    }
}
