import DaybookCore
import DaybookStore
import DaybookWire
import Glibc
import TestRigs
import Testing

/// A ledger of its own for one test; when the test ends it is checked for leaks and damage.
final class FreshLedger {
    let folder: ScratchFolder
    let path: String
    private(set) var ledger: Ledger?
    /// Whether the ledger's own rules must hold at the end: not where a test breaks them.
    var isLawful = true

    /// - Parameter access: `throwaway` for a test that writes often and does not look at the disk.
    init(
        migrations: [Migration] = Ledger.migrations,
        _ access: Ledger.Access = .readWrite,
    ) throws {
        folder = try ScratchFolder()
        path = folder.path + "/ledger.db"
        let durability: Ledger.Durability = access == .throwaway ? .none : .durable
        try Ledger.create(
            at: path,
            for: .sample,
            by: .test,
            durability: durability,
            migrations: migrations
        )
        ledger = try Ledger(opening: path, access, migrations: migrations)
    }

    /// The open ledger; a test that has closed it must not ask.
    var open: Ledger { ledger! }

    /// Lets go of the ledger, as a program that ends.
    func close() {
        ledger = nil
    }

    /// Opens it as today's program does, which migrates it.
    func reopen() throws {
        ledger = nil
        ledger = try Ledger(opening: path)
    }

    deinit {
        ledger = nil
        do {
            try Self.check(path, isLawful: isLawful)
        } catch {
            Issue.record("the ledger is not sound after the test: \(error)")
        }
    }

    /// That SQLite finds the file sound, whatever its rows say.
    static func checkFile(_ path: String) throws {
        let connection = try Connection(path: path, mode: .readOnly)
        let integrity = try connection.all("PRAGMA integrity_check") { $0.text(0) }
        try #require(integrity == ["ok"])
    }

    /// SQLite's own checks, the rules of the ledger, and that nobody left a statement open.
    static func check(_ path: String, isLawful: Bool = true) throws {
        let connection = try Connection(path: path, mode: .readOnly)
        let integrity = try connection.all("PRAGMA integrity_check") { $0.text(0) }
        try #require(integrity == ["ok"])
        let broken = try connection.all("PRAGMA foreign_key_check") { $0.text(0) }
        try #require(broken.isEmpty)
        try #require(connection.openStatementCount == 0)
        // Older schemas lack what the rules ask of.
        let version = try connection.integer("PRAGMA user_version")
        guard isLawful, version == Ledger.migrations.count else { return }
        let problems = try LedgerHealth(connection).problems
        try #require(problems == [])
    }
}

extension Act {
    /// Somebody's act at some time.
    static let test = Act(actor: "tester", at: .epoch, cause: .command, action: "test.write")
}

extension Organisation {
    static let sample = Organisation(
        id: RecordID(bits: 1),
        key: "harbour",
        legalName: "Harbour GmbH",
        tradingName: "Harbour",
        address: Address(
            lines: ["Kai 1"],
            postalCode: "20457",
            city: "Hamburg",
            region: nil,
            country: "DE"
        ),
        taxIDs: ["DE123456789"],
        currency: Currency(iso: "EUR")!,
        timeZone: "Europe/Berlin",
        email: nil,
        invoicePrefix: "INV-"
    )
}

extension Customer {
    static func sample(_ number: Int, name: String? = nil) -> Customer {
        Customer(
            id: RecordID(bits: UInt128(1000 + number)),
            key: "customer-\(number)",
            name: name ?? "Customer \(number)",
            legalName: "Customer \(number) AG",
            currency: Currency(iso: "EUR")!,
            timeZone: "Europe/Berlin",
            email: nil,
            taxID: nil,
            address: Organisation.sample.address,
            state: .active,
            createdAt: try! Instant(seconds: Int64(1_700_000_000 + number)),
            note: nil
        )
    }
}

extension Account {
    static func sample(_ number: Int, of customer: Customer) -> Account {
        Account(
            id: RecordID(bits: UInt128(2000 + number)),
            key: "account-\(number)",
            customer: customer.id,
            name: customer.name,
            currency: customer.currency,
            timeZone: nil,
            state: .active,
            createdAt: customer.createdAt
        )
    }
}

extension Invoice {
    static func sample(
        _ number: Int,
        of account: Account,
        state: InvoiceState = .issued,
        minorUnits: Int128 = 11_900,
    ) -> Invoice {
        let day = CivilDate(year: 2026, month: 1, day: 1)!
        let money = { (units: Int128) in Money(minorUnits: units, account.currency) }
        return Invoice(
            id: RecordID(bits: UInt128(3000 + number)),
            account: account.id,
            number: state.isNumbered ? "INV-\(number)" : nil,
            state: state,
            currency: account.currency,
            period: try! Period(from: day, to: try! day.adding(days: 31)),
            issuedOn: state.isNumbered ? try! day.adding(days: number % 90) : nil,
            dueOn: state.isNumbered ? try! day.adding(days: 30 + number % 90) : nil,
            times: Times(createdAt: account.createdAt),
            totals: Totals(
                net: money(minorUnits - 1900),
                tax: money(1900),
                total: money(minorUnits),
                paid: money(state == .paid ? minorUnits : 0),
                credited: money(0)
            ),
            note: nil
        )
    }
}

/// Writes bytes into the middle of a file.
func overwrite(_ path: String, at offset: Int, with bytes: [UInt8]) throws {
    let file = unsafe Glibc.open(path, O_WRONLY)
    try #require(file >= 0)
    defer { close(file) }
    #expect(unsafe pwrite(file, bytes, bytes.count, offset) == bytes.count)
}
