/// How far a copy of a ledger is, in pages.
package struct CopyProgress: Hashable, Sendable {
    package let done: Int
    package let total: Int
}

extension Ledger {
    /// Copies the ledger, as it is at this moment, into a file of its own. Others go on reading and
    /// writing. The file is whole and checked under its name, or is not there.
    ///
    /// - Parameters:
    ///   - replacing: takes the place of an older backup of that name.
    ///   - progress: told after each piece; may throw to stop.
    package func backUp(
        to target: String,
        replacing: Bool,
        progress: (CopyProgress) throws -> Void = { _ in },
    ) throws {
        let target = try replacing ? LedgerFile.destination(of: target) : target
        try checkPlace(of: target, replacing: replacing)
        do {
            try NewFile.build(target, replacing: replacing) { partial in
                try copySnapshot(to: partial, of: target, progress)
                try Self.check(copy: partial, of: path)
            }
        } catch let error as SQLiteError {
            throw LedgerError(error, path: target)
        } catch LedgerError.full {
            // Whatever of it had no room was the copy, or a file that goes with it.
            throw LedgerError.full(path: target)
        }
    }

    /// A backup takes no place but that of an older one of the same ledger: not its ledger's, not
    /// one in use, not that of somebody else's ledger or of a file of another kind.
    private func checkPlace(of target: String, replacing: Bool) throws {
        if LedgerFile.isSame(path, target) {
            throw LedgerError.unusable(path: target, reason: "it is the ledger itself")
        }
        NewFile.removeLeftOvers(of: target)
        guard NewFile.exists(target) else { return }
        if !replacing { throw LedgerError.exists(path: target) }
        try LedgerFile.requirePlain(target)
        if LedgerFile.hasLog(target) || LedgerFile.isInUse(target) {
            throw LedgerError.inUse(path: target)
        }
        try LedgerFile(target).checkKind()
        try requireOlderState(at: target)
    }

    private func copySnapshot(
        to partial: String,
        of target: String,
        _ progress: (CopyProgress) throws -> Void,
    ) throws {
        let copy = try Connection(path: partial, mode: .create)
        // It is synced as a whole before it gets its name.
        try copy.script("PRAGMA synchronous = OFF")
        try read { connection in
            // The snapshot begins with the first look.
            _ = try connection.integer("SELECT count(*) FROM sqlite_schema")
            do {
                try connection.copy(into: copy) { done, total in
                    try progress(CopyProgress(done: done, total: total))
                }
            } catch let error as SQLiteError where error.isOfWriting {
                // The ledger is only read: what cannot be written is the copy.
                throw LedgerError(error, path: target)
            }
        }
    }

    /// A copy of a damaged ledger is damaged: better to say so now than on the day it is needed.
    static func check(copy: String, of path: String) throws {
        // Not for reading only: SQLite would then not look at CHECK constraints.
        let connection = try Connection(path: copy, mode: .readWrite)
        try connection.script("PRAGMA query_only = ON")
        if let first = try LedgerHealth.pageProblems(connection).first {
            throw LedgerError.damaged(path: path, detail: first)
        }
    }
}
