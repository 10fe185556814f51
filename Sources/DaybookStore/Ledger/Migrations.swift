internal import DaybookCore

/// Brings a ledger to today's schema: one transaction, and a backup before it.
struct Migrations {
    private let steps: [Migration]

    init(_ steps: [Migration]) {
        for (index, step) in steps.enumerated() {
            precondition(step.version == index + 1, "schema versions count from 1 without gaps")
        }
        self.steps = steps
    }

    /// Does nothing where the ledger is up to date.
    func run(on connection: Connection, path: String) throws {
        let before = try Ledger.version(of: connection)
        guard before < steps.count else { return }
        if before > 0 {
            try backUp(connection, version: before, path: path)
        }
        try connection.transaction(.write) {
            // Another console may have been quicker while we waited for the lock.
            let version = try Ledger.version(of: connection)
            for step in steps.dropFirst(version) { try take(step, connection, path: path) }
            try checkReferences(connection, path: path)
            if (1..<Self.firstWithJournal).contains(version) { try beginJournal(connection) }
        }
    }

    private func take(_ step: Migration, _ connection: Connection, path: String) throws {
        do throws(SQLiteError) {
            try connection.script(step.sql)
            try connection.script("PRAGMA user_version = \(step.version)")
        } catch {
            guard error.isOfContent, step.version > 1 else { throw error }
            // The tables are not those that the version of the file tells of.
            throw LedgerError.damaged(
                path: path,
                detail: "it is no ledger of version \(step.version - 1): \(error.message)"
            )
        }
    }

    /// The version of the schema that brought the journal.
    static var firstWithJournal: Int { 3 }

    /// Every journal begins with the ledger: one that is empty was emptied. A ledger that is older
    /// than the journal begins it now, as if it had been filled with what there is. No clock is
    /// at hand: the entry is as late as the ledger's last record.
    private func beginJournal(_ connection: Connection) throws {
        let tables = ["organisation", "customers", "accounts", "aliases", "invoices", "lines"]
        let counts = try tables.map { table in
            let count = try connection.integer("SELECT count(*) FROM \(table)")
            return TableChanges(table: table, inserted: Int(count), updated: 0, deleted: 0)
        }
        let last = try connection.first(
            """
            SELECT max(created_at) FROM (SELECT created_at FROM customers
                UNION ALL SELECT created_at FROM invoices)
            """
        ) { try $0.optionalInstant(0) }
        let act = Act(
            actor: "daybook",
            at: (last ?? nil) ?? .epoch,
            cause: .command,
            action: "ledger.migrate"
        )
        try JournalRepository(connection).append(act, .counts(counts.filter { $0.inserted > 0 }))
    }

    /// `ledger.db.v1.backup`, written under another name first, so that it is whole or absent.
    private func backUp(_ connection: Connection, version: Int, path: String) throws {
        let target = "\(path).v\(version).backup"
        try NewFile.build(target, replacing: true) { partial in
            try connection.copy(to: partial)
        }
    }

    /// A ledger whose records refer to nothing was changed by somebody else: it stays as it was.
    private func checkReferences(_ connection: Connection, path: String) throws {
        let broken = try connection.first("PRAGMA foreign_key_check") { $0.text(0) }
        guard let broken else { return }
        throw LedgerError.damaged(
            path: path,
            detail: "records of \(broken) refer to others that are not there"
        )
    }
}
