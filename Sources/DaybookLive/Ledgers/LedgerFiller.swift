package import DaybookBooks
package import DaybookStore

/// Writes the records of a ledger folder into a new ledger.
package enum LedgerFiller {
    /// Creates a ledger that holds what the folder holds, or nothing at all.
    package static func create(
        at path: String,
        from folder: LedgerFolder,
        durability: Ledger.Durability = .durable,
    ) throws {
        try Ledger.create(at: path, for: folder.organisation, durability: durability) {
            connection in
            let customers = CustomerRepository(connection)
            for customer in folder.customers { try customers.insert(customer) }
            for account in folder.accounts { try customers.insert(account) }
            for alias in folder.aliases { try customers.insert(alias) }
            let invoices = InvoiceRepository(connection)
            for (invoice, lines) in folder.invoices { try invoices.insert(invoice, lines: lines) }
        }
    }

    /// Reads a folder of the file system.
    package static func folder(at path: String) throws -> LedgerFolder {
        try LedgerFolder { try FileSource.content(of: "\(path)/\($0)") }
    }
}
