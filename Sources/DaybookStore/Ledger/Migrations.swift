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
            for step in steps.dropFirst(version) {
                try connection.script(step.sql)
                try connection.script("PRAGMA user_version = \(step.version)")
            }
            try checkReferences(connection, path: path)
        }
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
