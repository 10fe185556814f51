import DaybookCore
import DaybookStore
import TestRigs
import Testing

/// A ledger with customers, invoices and a journal, made once for all tests, and what it says.
enum KeptLedger {
    static let customerCount = 60

    /// The bytes of the file.
    static let bytes = Result<[UInt8], any Error> {
        let folder = try ScratchFolder()
        let path = folder.path + "/ledger.db"
        try make(at: path)
        return try readBytes(at: path)
    }

    /// The same with one customer more.
    static let otherBytes = Result<[UInt8], any Error> {
        let folder = try ScratchFolder()
        let path = folder.path + "/ledger.db"
        try writeBytes(bytes.get(), to: path)
        try add(0, to: Ledger(opening: path))
        return try readBytes(at: path)
    }

    /// A step that a ledger of today has still to take.
    static let nextStep = Migration(
        version: Ledger.migrations.count + 1,
        name: "a test's table",
        sql: "CREATE TABLE extra (a TEXT NOT NULL) STRICT; INSERT INTO extra VALUES ('kept')"
    )

    private static func make(at path: String) throws {
        try Ledger.create(at: path, for: .sample, by: .test, durability: .none) { connection in
            for number in 0..<customerCount {
                let customer = Customer.sample(number)
                let account = Account.sample(number, of: customer)
                try CustomerRepository(connection).insert(customer)
                try CustomerRepository(connection).insert(account)
                for part in 0..<3 {
                    let invoice = Invoice.sample(number * 3 + part, of: account)
                    try InvoiceRepository(connection).insert(invoice, lines: lines(of: invoice))
                }
            }
        }
    }

    private static func lines(of invoice: Invoice) -> [InvoiceLine] {
        (1...2).map { position in
            let units = invoice.totals.net.minorUnits
            let amount = position == 1 ? units / 3 : units - units / 3
            return InvoiceLine(
                invoice: invoice.id,
                position: position,
                kind: .flat,
                product: "p",
                description: "Usage of the harbour in the month before",
                quantity: Quantity(1),
                unit: "",
                unitPrice: nil,
                amount: Money(minorUnits: amount, invoice.currency),
                taxRate: .zero,
                period: invoice.period
            )
        }
    }

    /// All that is in a ledger and counts, or that it is not there. Looks at the file as it is:
    /// nothing is migrated.
    static func content(of path: String) throws -> String {
        guard (try? readBytes(at: path)) != nil else { return "absent" }
        let connection = try Connection(path: path, mode: .readWrite)
        let integrity = try connection.all("PRAGMA integrity_check") { $0.text(0) }
        try #require(integrity == ["ok"])
        let broken = try connection.all("PRAGMA foreign_key_check") { $0.text(0) }
        try #require(broken.isEmpty)
        let version = try connection.integer("PRAGMA user_version")
        return "version \(version)\n" + (try answers(connection)).joined(separator: "\n")
    }

    /// What a ledger says of money, and of whom.
    static func answers(_ connection: Connection) throws -> [String] {
        try [
            "SELECT count(*), sum(net), sum(tax), sum(total), sum(paid), sum(credited), currency, "
                + "state FROM invoices GROUP BY currency, state",
            "SELECT count(*), sum(amount), min(position), max(position), kind, '', '', '' "
                + "FROM lines GROUP BY kind",
            "SELECT count(*), count(DISTINCT name), min(key), max(key), '', '', '', '' "
                + "FROM customers",
            "SELECT count(*), count(DISTINCT name), min(key), max(key), '', '', '', '' "
                + "FROM accounts",
            "SELECT max(number), count(*), '', '', '', '', '', '' FROM journal",
        ].flatMap { sql in
            try connection.all(sql) { row in (0..<8).map { row.text($0) }.joined(separator: "|") }
        }
    }

    /// Adds a customer, as a console would.
    static func add(_ number: Int, to ledger: Ledger) throws {
        try ledger.change(.test) { try CustomerRepository($0).insert(.sample(1000 + number)) }
    }
}
