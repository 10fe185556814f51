/// An open ledger: one connection that writes, others that read from snapshots.
///
/// Closures get a connection for the length of their call. It belongs to them for that time alone
/// and must not be kept.
package final class Ledger: Sendable {
    package let path: String
    package let isReadOnly: Bool
    package let schemaVersion: Int
    /// Who works in it, where all that is done is done by one: whatever is written beside the
    /// journal is asked for in this name.
    package let actor: String?

    private let writer: Guarded<Connection?>
    private let readers: Guarded<[Connection]>
    private let readMode: Connection.Mode
    private let patience: Int

    package enum Access: Sendable {
        case readWrite
        case readOnly
        /// A ledger that is thrown away at the end: nothing waits for the disk.
        case throwaway
    }

    /// Opens an existing ledger. An older one is migrated first, with a backup beside it.
    package convenience init(
        opening path: String,
        _ access: Access = .readWrite,
        as actor: String? = nil,
        patienceMilliseconds: Int = Connection.standardPatience,
        migrations: [Migration] = Ledger.migrations,
    ) throws(LedgerError) {
        let file = try LedgerFile(path)
        try file.check()
        do {
            try self.init(file, access, actor, patienceMilliseconds, migrations)
        } catch let error as SQLiteError {
            throw LedgerError(error, path: path)
        } catch let error as LedgerError {
            throw error
        } catch {
            preconditionFailure("opening a ledger fails with an error of the ledger: \(error)")
        }
    }

    private init(
        _ file: LedgerFile,
        _ access: Access,
        _ actor: String?,
        _ patience: Int,
        _ migrations: [Migration],
    ) throws {
        // Where nothing can be written there is still all of the ledger to read.
        let isForReading = file.isForReading || file.isOnReadOnlyFolder
        let access = access == .readWrite && isForReading ? .readOnly : access
        self.patience = patience
        self.actor = actor
        path = file.path
        isReadOnly = access == .readOnly
        if access == .readOnly {
            readMode = file.isOnReadOnlyFolder ? .immutable : .readOnly
            let reader = try Connection(path: path, mode: readMode, patienceMilliseconds: patience)
            try Self.configure(reader)
            schemaVersion = try Self.version(of: reader)
            try Self.checkVersion(schemaVersion, path: path, migrations, canMigrate: false)
            writer = Guarded(nil)
            readers = Guarded([reader])
        } else {
            readMode = .readOnly
            let connection = try Connection(
                path: path,
                mode: .readWrite,
                patienceMilliseconds: patience
            )
            try Self.configure(connection)
            if access == .throwaway { try connection.script("PRAGMA synchronous = OFF") }
            let version = try Self.version(of: connection)
            try Self.checkVersion(version, path: path, migrations, canMigrate: true)
            try Migrations(migrations).run(on: connection, path: path)
            schemaVersion = try Self.version(of: connection)
            writer = Guarded(connection)
            readers = Guarded([])
        }
    }

    /// A ledger that this process has created, and that is thrown away at the end.
    init(created connection: Connection, at path: String) {
        self.path = path
        isReadOnly = false
        actor = nil
        schemaVersion = Schema.migrations.count
        patience = Connection.standardPatience
        readMode = .readOnly
        writer = Guarded(connection)
        readers = Guarded([])
    }

    deinit {
        // The writer goes last: only it can tidy up the write-ahead log.
        readers.withLock { $0.removeAll() }
    }

    /// Runs one write transaction on the one connection that writes.
    func writing<Answer>(_ body: (Connection) throws -> Answer) throws -> Answer {
        try inLedgerWords {
            try writer.withLock { connection in
                guard let connection else { throw LedgerError.readOnly(path: path) }
                return try connection.transaction(.write) { try body(connection) }
            }
        }
    }

    /// Writes all of the log back into the file. Closing does so too, but tells of no failure.
    func writeBackLog() throws {
        try inLedgerWords {
            try writer.withLock { try $0?.script("PRAGMA wal_checkpoint(TRUNCATE)") }
        }
    }

    /// Runs queries on one snapshot: what others commit meanwhile is not seen.
    package func read<Answer>(_ body: (Connection) throws -> Answer) throws -> Answer {
        try inLedgerWords {
            let reader = try takeReader()
            defer { putBack(reader) }
            return try reader.transaction(.snapshot) { try body(reader) }
        }
    }

    /// Runs a check of the whole file on one snapshot. Nothing is written.
    ///
    /// SQLite drops the CHECK constraints of a schema when it opens a file for reading only, and
    /// then finds nothing wrong with rows that break them: so this connection could write.
    package func inspect<Answer>(_ body: (Connection) throws -> Answer) throws -> Answer {
        try inLedgerWords {
            let connection = try Connection(
                path: path,
                mode: readMode == .immutable ? .immutable : .readWrite,
                patienceMilliseconds: patience
            )
            try Self.configure(connection)
            try connection.script("PRAGMA query_only = ON")
            // After a page that cannot be read even a commit of nothing may fail.
            try connection.run("BEGIN")
            defer { try? connection.run("ROLLBACK") }
            return try body(connection)
        }
    }

    /// A connection for somebody who reads again and again and wants to know whether the ledger
    /// has changed in between.
    package func makeReader() throws -> Reader {
        try inLedgerWords { Reader(self, try takeReader()) }
    }

    package final class Reader: Sendable {
        private let ledger: Ledger
        private let connection: Guarded<Connection>

        fileprivate init(_ ledger: Ledger, _ connection: Connection) {
            self.ledger = ledger
            self.connection = Guarded(connection)
        }

        deinit {
            connection.withLock { ledger.putBack($0) }
        }

        /// Runs queries on one snapshot.
        package func read<Answer>(_ body: (Connection) throws -> Answer) throws -> Answer {
            try ledger.inLedgerWords {
                try connection.withLock { connection in
                    try connection.transaction(.snapshot) { try body(connection) }
                }
            }
        }
    }

    // A connection is in the list or in the hands of one call, never both.
    private func takeReader() throws -> Connection {
        if let idle = readers.withLock({ $0.popLast() }) { return idle }
        let connection = try Connection(path: path, mode: readMode, patienceMilliseconds: patience)
        try Self.configure(connection)
        return connection
    }

    private func putBack(_ reader: Connection) {
        readers.withLock { $0.append(reader) }
    }

    private func inLedgerWords<Answer>(_ body: () throws -> Answer) throws -> Answer {
        do {
            return try body()
        } catch let error as SQLiteError {
            throw LedgerError(error, path: path)
        }
    }

    /// A log that grew under long readers is cut to this when it begins anew: what a crash leaves
    /// to go through stays small.
    private static var largestIdleLog: Int { 16 << 20 }

    private static func configure(_ connection: Connection) throws {
        try connection.script(
            """
            PRAGMA synchronous = FULL;
            PRAGMA temp_store = MEMORY;
            PRAGMA cache_size = -16000;
            PRAGMA cell_size_check = ON;
            PRAGMA journal_size_limit = \(largestIdleLog);
            """
        )
    }

    static func version(of connection: Connection) throws -> Int {
        Int(try connection.integer("PRAGMA user_version"))
    }

    static let noVersion = "its header tells no version of a ledger"

    private static func checkVersion(
        _ version: Int,
        path: String,
        _ migrations: [Migration],
        canMigrate: Bool,
    ) throws(LedgerError) {
        let known = migrations.last?.version ?? 0
        // A file gets its version with its first table: somebody else has written this one.
        if version < 1 { throw .damaged(path: path, detail: noVersion) }
        if version > known { throw .newer(path: path, version: version, known: known) }
        if version < known && !canMigrate {
            throw .older(path: path, version: version, known: known)
        }
    }
}

extension Ledger {
    /// The steps that make a ledger of today.
    package static var migrations: [Migration] { Schema.migrations }
}
