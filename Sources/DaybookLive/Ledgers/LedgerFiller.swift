internal import DaybookBooks
package import DaybookCore
package import DaybookStore

/// Writes the records of a ledger folder into a new ledger.
package struct LedgerFiller {
    private let path: String
    private let folder: LedgerFolder

    /// Reads a folder of the file system, all but the lines of its invoices.
    package init(folder path: String) throws {
        self.path = path
        folder = try LedgerFolder { try Self.content(of: $0, in: path) }
    }

    private static func content(of name: String, in path: String) throws -> [UInt8] {
        try FileSource.content(of: "\(path)/\(name)")
    }

    /// Whose books they are.
    package var organisation: Organisation { folder.organisation }

    /// Reads the rest of the folder too, to see whether it is whole.
    package func check() throws {
        _ = try folder.lines { try Self.content(of: $0, in: path) }
    }

    /// Creates a ledger that holds what the folder holds, or nothing at all.
    package func create(
        at path: String,
        by act: Act,
        durability: Ledger.Durability = .durable,
    ) throws {
        try Ledger.create(at: path, for: folder.organisation, by: act, durability: durability) {
            connection in
            try insertAllButLines(connection)
            try insertLines(connection)
        }
    }

    /// Creates a ledger without the lines of its invoices, for a start that does not wait for
    /// them. Nobody may take it for a whole one before `addLines` has added them.
    ///
    /// - Parameter filler: asked for when the tables of the ledger are there.
    static func createWithoutLines(
        at path: String,
        by act: Act,
        from filler: () throws -> LedgerFiller,
    ) throws {
        try Ledger.create(at: path, for: filler().organisation, by: act, durability: .none) {
            try filler().insertAllButLines($0)
        }
    }

    func addLines(to ledger: Ledger, by act: Act) throws {
        let adding = Act(
            actor: act.actor,
            at: act.at,
            cause: act.cause,
            action: "ledger.fill",
        )
        try ledger.fill(adding) { try insertLines($0) }
    }

    private func insertAllButLines(_ connection: Connection) throws {
        let customers = CustomerRepository(connection)
        for customer in folder.customers { try customers.insert(customer) }
        for account in folder.accounts { try customers.insert(account) }
        for alias in folder.aliases { try customers.insert(alias) }
        let invoices = InvoiceRepository(connection)
        for invoice in folder.invoices { try invoices.insert(invoice) }
    }

    private func insertLines(_ connection: Connection) throws {
        let lines = try folder.lines { try Self.content(of: $0, in: path) }
        let invoices = InvoiceRepository(connection)
        for invoice in folder.invoices {
            try invoices.insert(lines[invoice.id] ?? [], of: invoice.id)
        }
    }
}
