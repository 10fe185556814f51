package import DaybookCore
internal import DaybookWire

/// A ledger as a folder of JSON Lines and CSV files, such as `sample-data`.
///
/// Files name records by key, the ledger by id: this is where one becomes the other. What does
/// not fit together is refused with file and line, and nothing of the folder is taken. Invoices and
/// their lines, which are most of it, are read apart: a list can be shown before.
package struct LedgerFolder: Sendable {
    package let organisation: Organisation
    package let customers: [Customer]
    package let accounts: [Account]
    package let aliases: [Alias]
    private let accountsByKey: [String: Account]

    /// The files that make a ledger.
    package static let files = [
        "organisation.json", "customers.jsonl", "accounts.csv", "aliases.csv", "invoices.jsonl",
        "invoice-lines.csv",
    ]

    /// - Parameter read: the content of a file of the folder, by its name.
    package init(reading read: (String) throws -> [UInt8]) throws {
        organisation = try Self.organisation(try read("organisation.json"))
        customers = try Self.customers(try read("customers.jsonl"))
        accounts = try Self.accounts(try read("accounts.csv"), of: customers)
        accountsByKey = Dictionary(uniqueKeysWithValues: accounts.map { ($0.key, $0) })
        aliases = try Self.aliases(try read("aliases.csv"), of: accountsByKey)
    }

    /// What hands out the invoices.
    package func invoices(
        reading read: (String) throws -> [UInt8],
    ) throws -> InvoiceFileReader {
        InvoiceFileReader(try read("invoices.jsonl"), of: accountsByKey)
    }

    /// The lines of each invoice, in order of position.
    package func lines(
        of invoices: [Invoice],
        reading read: (String) throws -> [UInt8],
    ) throws -> [RecordID: [InvoiceLine]] {
        try InvoiceLinesFile.read(try read("invoice-lines.csv"), of: invoices)
    }

    /// Whose books they are, from their file.
    package static func organisation(_ bytes: [UInt8]) throws(RecordFileError) -> Organisation {
        let document: JSONDocument
        do throws(JSONSyntaxError) {
            document = try JSONDocument(bytes)
        } catch {
            let place = TextPosition(offset: error.offset, in: bytes)
            throw RecordFileError(
                file: "organisation.json",
                line: place.line,
                problem: "\(error), at \(place)"
            )
        }
        let record = JSONRecord(file: "organisation.json", line: 1, node: document.root)
        return Organisation(
            id: try record.id("id"),
            key: try record.text("key"),
            legalName: try record.text("legalName"),
            tradingName: try record.text("tradingName"),
            address: try record.address("address"),
            taxIDs: try record.texts("taxIds"),
            currency: try record.currency("currency"),
            timeZone: try record.text("timeZone"),
            email: try record.optionalText("email"),
            invoicePrefix: try record.text("invoicePrefix")
        )
    }

    private static func customers(_ bytes: [UInt8]) throws(RecordFileError) -> [Customer] {
        var customers: [Customer] = []
        var keys: Set<String> = []
        var records = JSONRecordReader(bytes, file: "customers.jsonl")
        while let record = try records.next() {
            let customer = Customer(
                id: try record.id("id"),
                key: try record.text("key"),
                name: try record.text("name"),
                legalName: try record.text("legalName"),
                currency: try record.currency("currency"),
                timeZone: try record.text("timeZone"),
                email: try record.optionalText("email"),
                taxID: try record.optionalText("taxId"),
                address: try record.address("address"),
                state: try record.value("state", "active or archived") { PartyState(rawValue: $0) },
                createdAt: try record.instant("createdAt"),
                note: try record.optionalText("note")
            )
            guard keys.insert(customer.key).inserted else {
                throw RecordFileError(
                    file: record.file,
                    line: record.line,
                    problem: "the key \(customer.key) again"
                )
            }
            customers.append(customer)
        }
        return customers
    }

    private static func accounts(
        _ bytes: [UInt8],
        of customers: [Customer],
    ) throws(RecordFileError) -> [Account] {
        let customerIDs = Dictionary(uniqueKeysWithValues: customers.map { ($0.key, $0.id) })
        var table = try CSVTable(
            bytes,
            file: "accounts.csv",
            columns: [
                "id", "key", "customer", "name", "currency", "timeZone", "createdAt", "state",
            ]
        )
        var accounts: [Account] = []
        var keys: Set<String> = []
        while let row = try table.next() {
            let account = Account(
                id: try row.value("id", "an id") { RecordID($0) },
                key: row.text("key"),
                customer: try row.value("customer", "the key of a customer") { customerIDs[$0] },
                name: row.text("name"),
                currency: try row.value("currency", "a currency") { Currency(iso: $0) },
                timeZone: row.optionalText("timeZone"),
                state: try row.value("state", "active or archived") { PartyState(rawValue: $0) },
                createdAt: try row.value("createdAt", "a time") { try Instant(iso8601: $0) }
            )
            _ = try row.value("key", "a key of its own") { keys.insert($0).inserted ? $0 : nil }
            accounts.append(account)
        }
        return accounts
    }

    private static func aliases(
        _ bytes: [UInt8],
        of accounts: [String: Account],
    ) throws(RecordFileError) -> [Alias] {
        var table = try CSVTable(
            bytes,
            file: "aliases.csv",
            columns: ["account", "alias", "validFrom", "validTo"]
        )
        var aliases: [Alias] = []
        while let row = try table.next() {
            aliases.append(
                Alias(
                    account: try row.value("account", "the key of an account") {
                        accounts[$0]?.id
                    },
                    name: row.text("alias"),
                    validFrom: try row.date("validFrom"),
                    validTo: try row.optional("validTo", row.date)
                )
            )
        }
        return aliases
    }
}
