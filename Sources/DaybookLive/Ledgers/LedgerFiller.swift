internal import DaybookBooks
package import DaybookCore
package import DaybookStore

/// Writes the records of a ledger folder into a new ledger.
package struct LedgerFiller: Sendable {
    private let path: String
    private let folder: LedgerFolder

    /// Reads the parties of a folder of the file system.
    package init(folder path: String) throws {
        self.path = path
        folder = try LedgerFolder { try Self.content(of: $0, in: path) }
    }

    private static func content(of name: String, in path: String) throws -> [UInt8] {
        try FileSource.content(of: "\(path)/\(name)")
    }

    private func content(of name: String) throws -> [UInt8] {
        try Self.content(of: name, in: path)
    }

    /// Whose books they are.
    package var organisation: Organisation { folder.organisation }

    /// Reads the rest of the folder too, to see whether it is whole.
    package func check() throws {
        let batches = readInvoices()
        defer { batches.stop() }
        var invoices: [Invoice] = []
        while let batch = try batches.next() { invoices += batch }
        _ = try folder.lines(of: invoices, reading: content)
    }

    /// Creates a ledger that holds what the folder holds, or nothing at all.
    package func create(
        at path: String,
        by act: Act,
        durability: Ledger.Durability = .durable,
    ) throws {
        let batches = readInvoices()
        defer { batches.stop() }
        try Ledger.create(at: path, for: folder.organisation, by: act, durability: durability) {
            connection in
            try insertParties(connection)
            try insertLines(of: try insert(batches, connection), connection)
        }
    }

    // MARK: - In parts

    /// Begins to read the invoices, a batch after the other.
    func readInvoices() -> Ahead<[Invoice]> {
        // All of them may wait: whoever takes them may have to make their tables first.
        Ahead(capacity: .max) {
            var reader = try folder.invoices(reading: content)
            return {
                let batch = try reader.next(upTo: Self.batch)
                return batch.isEmpty ? nil : batch
            }
        }
    }

    /// Invoices that are handed over at once: few, so that both sides are at work soon.
    private static var batch: Int { 64 }

    func insertParties(_ connection: Connection) throws {
        let customers = CustomerRepository(connection)
        for customer in folder.customers { try customers.insert(customer) }
        for account in folder.accounts { try customers.insert(account) }
        for alias in folder.aliases { try customers.insert(alias) }
    }

    /// Inserts invoices without their lines.
    ///
    /// - Returns: what was inserted.
    func insert(_ batches: Ahead<[Invoice]>, _ connection: Connection) throws -> [Invoice] {
        let repository = InvoiceRepository(connection)
        var invoices: [Invoice] = []
        while let batch = try batches.next() {
            for invoice in batch { try repository.insert(invoice) }
            invoices += batch
        }
        return invoices
    }

    func insertLines(of invoices: [Invoice], _ connection: Connection) throws {
        let lines = try folder.lines(of: invoices, reading: content)
        let repository = InvoiceRepository(connection)
        for invoice in invoices {
            try repository.insert(lines[invoice.id] ?? [], of: invoice.id)
        }
    }
}
