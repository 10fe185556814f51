import DaybookCore
import DaybookLive
import DaybookStore

/// A ledger that is removed with the last reference to it.
final class BenchmarkLedger {
    let ledger: Ledger
    private let folder: String

    init(_ access: Ledger.Access) throws {
        let folder = try Folders.makeTemporary(in: "/tmp")
        do {
            ledger = try Self.make(access, in: folder)
        } catch {
            Folders.remove(folder)
            throw error
        }
        self.folder = folder
    }

    static var euro: Currency {
        guard let euro = Currency(iso: "EUR") else {
            preconditionFailure("ISO 4217 has the euro")
        }
        return euro
    }

    private static var nowhere: Address {
        Address(lines: [], postalCode: "", city: "", region: nil, country: "")
    }

    deinit {
        Folders.remove(folder)
    }

    private static func make(_ access: Ledger.Access, in folder: String) throws -> Ledger {
        let organisation = Organisation(
            id: RecordID(bits: 1),
            key: "bench",
            legalName: "Bench",
            tradingName: "Bench",
            address: Self.nowhere,
            taxIDs: [],
            currency: Self.euro,
            timeZone: "UTC",
            email: nil,
            invoicePrefix: "INV-"
        )
        let path = folder + "/bench.db"
        let making = Act(actor: "bench", at: .epoch, cause: .command, action: "ledger.create")
        try Ledger.create(at: path, for: organisation, by: making, durability: .none)
        return try Ledger(opening: path, access)
    }

    // MARK: - Filling

    private static func act(_ action: String, _ number: Int) throws -> Act {
        let at = try Instant(milliseconds: 1_700_000_000_000 + Int64(number))
        return Act(actor: "anna", at: at, cause: .console, action: action)
    }

    /// Entries that each tell of one change of a customer.
    func addEntries(_ count: Int) throws {
        try ledger.write { connection in
            let journal = JournalRepository(connection)
            for number in 0..<count {
                let act = try Self.act("customer.update", number)
                try journal.append(act, .rows([.sample(number)]))
            }
        }
    }

    /// One customer's one account.
    func addAccount() throws -> Account {
        let customer = Customer(
            id: RecordID(bits: 2),
            key: "customer",
            name: "Customer",
            legalName: "Customer",
            currency: Self.euro,
            timeZone: "UTC",
            email: nil,
            taxID: nil,
            address: Self.nowhere,
            state: .active,
            createdAt: .epoch,
            note: nil
        )
        let account = Account(
            id: RecordID(bits: 3),
            key: "account",
            customer: customer.id,
            name: "Account",
            currency: Self.euro,
            timeZone: nil,
            state: .active,
            createdAt: .epoch
        )
        try ledger.change(try Self.act("customer.create", 0)) { connection in
            try CustomerRepository(connection).insert(customer)
            try CustomerRepository(connection).insert(account)
        }
        return account
    }

    /// Drafts in one change.
    func addInvoices(_ numbers: Range<Int>, to account: Account) throws {
        let period = try Period(from: CivilDate.earliest, to: CivilDate.earliest.adding(days: 31))
        let money = { (units: Int128) in Money(minorUnits: units, account.currency) }
        try ledger.change(try Self.act("invoice.create", numbers.lowerBound)) { connection in
            let invoices = InvoiceRepository(connection)
            for number in numbers {
                let invoice = Invoice(
                    id: RecordID(bits: UInt128(1_000 + number)),
                    account: account.id,
                    number: nil,
                    state: .draft,
                    currency: account.currency,
                    period: period,
                    issuedOn: nil,
                    dueOn: nil,
                    times: .init(createdAt: .epoch),
                    totals: .init(
                        net: money(300),
                        tax: money(0),
                        total: money(300),
                        paid: money(0),
                        credited: money(0)
                    ),
                    note: nil
                )
                try invoices.insert(invoice, lines: (1...3).map { Self.line($0, of: invoice) })
            }
        }
    }

    private static func line(_ position: Int, of invoice: Invoice) -> InvoiceLine {
        InvoiceLine(
            invoice: invoice.id,
            position: position,
            kind: .usage,
            product: "ingest",
            description: "Ingested data",
            quantity: Quantity(12),
            unit: "GB",
            unitPrice: .one,
            amount: Money(minorUnits: 100, invoice.currency),
            taxRate: .zero,
            period: invoice.period
        )
    }
}

extension JournalEntry.Row {
    /// A change of a customer's name.
    fileprivate static func sample(_ number: Int) -> JournalEntry.Row {
        JournalEntry.Row(
            table: "customers",
            row: Int64(number % 1000),
            record: RecordID(bits: UInt128(number % 1000)).description,
            before: [("name", .text("Harbour \(number) GmbH")), ("version", .integer(number))],
            after: [("name", .text("Harbour \(number) AG")), ("version", .integer(number + 1))]
        )
    }
}
