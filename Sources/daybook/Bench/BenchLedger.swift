import DaybookCore
import DaybookLive
import DaybookStore
import Synchronization

/// Ledgers of invoices that nobody has sent, one of each size, made once and removed at the end.
final class BenchLedger: Sendable {
    let ledger: Ledger
    private let folder: String

    private static let made = Mutex<[Int: BenchLedger]>([:])

    static func of(_ invoices: Int) throws -> Ledger {
        try made.withLock { made in
            if let known = made[invoices] { return known.ledger }
            let new = try BenchLedger(invoices)
            made[invoices] = new
            return new.ledger
        }
    }

    static func removeAll() {
        made.withLock { $0 = [:] }
    }

    private init(_ invoices: Int) throws {
        folder = try Folders.makeTemporary(in: "/tmp")
        let path = folder + "/bench.db"
        let books = BenchBooks(invoices)
        let making = Act(actor: "bench", at: .epoch, cause: .command, action: "ledger.create")
        try Ledger.create(at: path, for: books.organisation, by: making, durability: .none) {
            try books.write($0)
        }
        ledger = try Ledger(opening: path, .throwaway)
    }

    deinit {
        Folders.remove(folder)
    }
}

/// What such a ledger holds: a customer for every ten invoices, a line on each.
private struct BenchBooks {
    let invoiceCount: Int
    private let currencies: [Currency]
    private let today: CivilDate

    private static let words = [
        "Nord", "Süd", "West", "Hafen", "Wind", "Blau", "Acme", "Grün", "Stahl", "Licht", "Daten",
        "Wolke", "Fluss", "Berg", "Tal", "Groß", "Klein", "Alpha", "Beta", "Gamma", "Delta", "Werk",
    ]

    init(_ invoices: Int) {
        invoiceCount = invoices
        currencies = ["EUR", "USD", "JPY"].compactMap { Currency(iso: $0) }
        today = CivilDate(year: 2026, month: 11, day: 20) ?? .earliest
    }

    var organisation: Organisation {
        Organisation(
            id: RecordID(bits: 1),
            key: "bench",
            legalName: "Bench GmbH",
            tradingName: "Bench",
            address: address,
            taxIDs: [],
            currency: currencies[0],
            timeZone: "Europe/Berlin",
            email: nil,
            invoicePrefix: "INV-"
        )
    }

    private var address: Address {
        Address(lines: ["Kai 1"], postalCode: "20457", city: "Hamburg", region: nil, country: "DE")
    }

    func write(_ connection: Connection) throws {
        var accounts: [Account] = []
        for number in 0..<max(1, invoiceCount / 10) {
            accounts.append(try insertAccount(number, connection))
        }
        let invoices = InvoiceRepository(connection)
        for number in 0..<invoiceCount {
            // A stride that shares no factor with the count visits the accounts as if by chance.
            let account = accounts[(number &* 7919) % accounts.count]
            let invoice = try invoice(number, account)
            try invoices.insert(invoice, lines: [line(invoice, number)])
        }
    }

    private func insertAccount(_ number: Int, _ connection: Connection) throws -> Account {
        let words = Self.words
        let first = words[(number &* 31) % words.count]
        let name = "\(first) \(words[(number / 22) % words.count]) \(number % 977) GmbH"
        let customer = Customer(
            id: RecordID(bits: UInt128(1_000_000_000 + number)),
            key: "customer-\(number)",
            name: name,
            legalName: name,
            currency: currencies[number % 3],
            timeZone: "Europe/Berlin",
            email: "billing@\(number).example",
            taxID: nil,
            address: address,
            state: .active,
            createdAt: try Instant(seconds: 1_700_000_000 + Int64(number)),
            note: nil
        )
        let account = Account(
            id: RecordID(bits: UInt128(2_000_000_000 + number)),
            key: "account-\(number)",
            customer: customer.id,
            name: name,
            currency: customer.currency,
            timeZone: nil,
            state: .active,
            createdAt: customer.createdAt
        )
        try CustomerRepository(connection).insert(customer)
        try CustomerRepository(connection).insert(account)
        return account
    }

    private func invoice(_ number: Int, _ account: Account) throws -> Invoice {
        let state = InvoiceState.allCases[(number &* 5) % InvoiceState.allCases.count]
        let from =
            try CivilDate(year: 2025, month: 1, day: 1)?
            .adding(days: number &* 600 / invoiceCount) ?? today
        let net = Int64((number &* 7_654_321) % 5_000_000 + 10_000)
        let money = { (units: Int64) in Money(minorUnits: Int128(units), account.currency) }
        return Invoice(
            id: RecordID(bits: UInt128(3_000_000_000 + number)),
            account: account.id,
            number: state.isNumbered ? "INV-2026-\(1_000_000 + number)" : nil,
            state: state,
            currency: account.currency,
            period: try Period(from: from, to: from.adding(days: 30)),
            issuedOn: state.isNumbered ? try from.adding(days: 31) : nil,
            dueOn: state.isNumbered ? try from.adding(days: 61) : nil,
            times: .init(createdAt: try Instant(seconds: 1_735_000_000 + Int64(number))),
            totals: .init(
                net: money(net),
                tax: money(net / 5),
                total: money(net + net / 5),
                paid: money(state == .paid ? net + net / 5 : 0),
                credited: money(0)
            ),
            note: number % 1000 == 0 ? "ask \(Self.words[number / 1000 % 22]) first" : nil
        )
    }

    private func line(_ invoice: Invoice, _ number: Int) -> InvoiceLine {
        InvoiceLine(
            invoice: invoice.id,
            position: 1,
            kind: .usage,
            product: "api",
            description: "API calls of \(Self.words[number % 22]), project \(number % 5000)",
            quantity: Quantity(.one),
            unit: "C62",
            unitPrice: nil,
            amount: invoice.totals.net,
            taxRate: .zero,
            period: invoice.period
        )
    }
}
