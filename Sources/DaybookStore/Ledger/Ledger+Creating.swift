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
                let connection = try empty(partial)
                try Migrations(migrations).run(on: connection, path: partial)
                let capture = try listening(on: connection, path: path)
                _ = try connection.transaction(.write) {
                    try connection.fill(act, with: capture) { connection in
                        try OrganisationRepository(connection).insert(organisation())
                        try filling(connection)
                    }
                }
                try connection.run("PRAGMA journal_mode = WAL")
            }
        } catch let error as SQLiteError {
            throw LedgerError(error, path: path)
        }
    }

    /// Creates a ledger of more records than fit into memory. A crash leaves the whole ledger or
    /// none.
    ///
    /// - Parameters:
    ///   - indexing: told how far the indexes are, which are made behind the rows; may throw to
    ///     stop.
    ///   - using: works in the ledger before it has its name, and must not keep it.
    package static func createLarge(
        at path: String,
        for organisation: Organisation,
        by act: Act,
        durability: Durability = .durable,
        filling: (Connection) throws -> Void,
        indexing: (_ done: Int, _ total: Int) throws -> Void,
        using: (Ledger) throws -> Void,
    ) throws {
        do {
            if NewFile.exists(path) { throw LedgerError.exists(path: path) }
            try NewFile.build(path, replacing: false, durability) { partial in
                try fillLarge(partial, path: path, organisation, act, filling, indexing)
                try use(partial, using)
            }
        } catch let error as SQLiteError {
            throw LedgerError(error, path: path)
        }
    }

    private static func fillLarge(
        _ partial: String,
        path: String,
        _ organisation: Organisation,
        _ act: Act,
        _ filling: (Connection) throws -> Void,
        _ indexing: (Int, Int) throws -> Void,
    ) throws {
        let connection = try empty(partial)
        // What is sorted for an index is kept in files, so that memory stays flat.
        try connection.script("PRAGMA temp_store = FILE; PRAGMA threads = 2;")
        let rest = try fillTables(of: connection, path: path, organisation, act, filling)
        try connection.transaction(.write) { try rest.make(on: connection, step: indexing) }
        try connection.run("PRAGMA journal_mode = WAL")
    }

    /// Creates a ledger that can be looked at before it is whole, and that is thrown away at the
    /// end: the file has its name from the beginning.
    package static func createUnfinished(
        at path: String,
        for organisation: @autoclosure () throws -> Organisation,
        by act: Act,
        filling: (Connection) throws -> Void,
    ) throws -> Unfinished {
        do {
            let connection = try empty(path)
            let rest = try fillTables(
                of: connection,
                path: path,
                organisation(),
                act,
                filling
            )
            try connection.run("PRAGMA journal_mode = WAL")
            return Unfinished(Ledger(created: connection, at: path), rest)
        } catch let error as SQLiteError {
            throw LedgerError(error, path: path)
        }
    }

    /// A ledger that lacks what follows from its rows, and may lack rows. Lists can be read, though
    /// nothing makes that quick; words cannot be looked for, and nothing may be changed.
    package struct Unfinished: Sendable {
        package let ledger: Ledger
        private let rest: SchemaRest

        fileprivate init(_ ledger: Ledger, _ rest: SchemaRest) {
            (self.ledger, self.rest) = (ledger, rest)
        }

        /// Adds the rows that are missing, and what follows from all of them.
        package func finish(by act: Act, filling: (Connection) throws -> Void) throws {
            try ledger.writing { connection in
                let capture = try listening(on: connection, path: ledger.path)
                _ = try connection.fill(act, with: capture, filling)
                connection.pendingTexts.removeAll()
                try rest.make(on: connection)
            }
        }
    }

    /// Makes the tables of a ledger and fills them, without what follows from their rows.
    private static func fillTables(
        of connection: Connection,
        path: String,
        _ organisation: @autoclosure () throws -> Organisation,
        _ act: Act,
        _ filling: (Connection) throws -> Void,
    ) throws -> SchemaRest {
        try connection.transaction(.write) {
            let rest = try SchemaRest(of: migrations, settingAside: connection)
            let capture = try listening(on: connection, path: path)
            _ = try connection.fill(act, with: capture) { connection in
                try OrganisationRepository(connection).insert(organisation())
                try filling(connection)
            }
            // There is no index of texts yet that they could go into.
            connection.pendingTexts.removeAll()
            return rest
        }
    }

    /// Closes the ledger again: only then is all of it in the file that gets the name.
    private static func use(_ partial: String, _ body: (Ledger) throws -> Void) throws {
        do {
            let ledger = try Ledger(opening: partial, .throwaway)
            try body(ledger)
            // Closing would do so too, and say nothing of what went wrong.
            try ledger.writeBackLog()
        }
        guard LedgerFile.hasLog(partial) else { return }
        throw LedgerError.unusable(path: partial, reason: "its log could not be written back")
    }

    /// A new file, for a ledger.
    private static func empty(_ partial: String) throws -> Connection {
        let connection = try Connection(path: partial, mode: .create)
        // The id goes into the file's header before the write-ahead log exists, so that the file
        // tells what it is without the log.
        try connection.script("PRAGMA application_id = \(Schema.applicationID)")
        // What is synced is the finished file; and what a statement might have to take back is
        // kept in memory.
        try connection.script(
            """
            PRAGMA synchronous = OFF;
            PRAGMA temp_store = MEMORY;
            PRAGMA cache_size = -16000;
            """
        )
        return connection
    }
}
