package import DaybookCore

extension Ledger {
    /// Whether a new file must survive a power failure from the moment it has its name.
    package enum Durability: Sendable {
        case durable, none
    }

    /// Creates a ledger for an organisation. A crash leaves the whole ledger or none.
    ///
    /// - Parameters:
    ///   - organisation: asked for once the tables are there, so that whoever reads it from
    ///     somewhere may do so meanwhile.
    ///   - act: what the first entry of its journal says, beside how many rows there are.
    package static func create(
        at path: String,
        for organisation: @autoclosure () throws -> Organisation,
        by act: Act,
        durability: Durability = .durable,
        migrations: [Migration] = Ledger.migrations,
        filling: (Connection) throws -> Void = { _ in },
    ) throws {
        do {
            try NewFile.build(path, replacing: false, durability) { partial in
                let connection = try Connection(path: partial, mode: .create)
                // The id goes into the file's header before the write-ahead log exists, so that
                // the file tells what it is without the log.
                try connection.script("PRAGMA application_id = \(Schema.applicationID)")
                // What is synced is the finished file; and what a statement might have to take back
                // is kept in memory.
                try connection.script(
                    """
                    PRAGMA synchronous = OFF;
                    PRAGMA temp_store = MEMORY;
                    PRAGMA cache_size = -16000;
                    """
                )
                try Migrations(migrations).run(on: connection, path: partial)
                let capture = try listening(on: connection, path: path)
                _ = try connection.transaction(.write) {
                    try connection.fill(act, with: capture) { connection in
                        try OrganisationRepository(connection).insert(organisation())
                        try filling(connection)
                    }
                }
                try connection.run("PRAGMA optimize")
                try connection.run("PRAGMA journal_mode = WAL")
            }
        } catch let error as SQLiteError {
            throw LedgerError(error, path: path)
        }
    }
}
