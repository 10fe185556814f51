package import DaybookCore

/// Puts a backup in the place of a ledger: wholly, or not at all.
package struct LedgerRestore {
    private let backup: String
    private let path: String
    private let patience: Int
    private let progress: (CopyProgress) throws -> Void
    private let act: Act?
    private let mayBeOther: Bool

    /// - Parameters:
    ///   - path: the ledger that is replaced; there may be none.
    ///   - act: what the journal of the restored ledger says of it, as its last entry.
    ///   - mayBeOther: whether a ledger of another organisation is replaced too.
    ///   - progress: told after each piece; may throw to stop.
    package init(
        _ backup: String,
        to path: String,
        by act: Act? = nil,
        replacingOther mayBeOther: Bool = false,
        patienceMilliseconds: Int = 500,
        progress: @escaping (CopyProgress) throws -> Void = { _ in },
    ) {
        self.backup = backup
        self.path = path
        (self.act, self.mayBeOther) = (act, mayBeOther)
        patience = patienceMilliseconds
        self.progress = progress
    }

    /// Checks the backup, keeps the present ledger under another name, and replaces it.
    ///
    /// - Returns: the name under which the ledger of before is kept; nil where there was none.
    package func run() throws -> String? {
        do {
            let source = try openBackup()
            if LedgerFile.isSame(backup, path) {
                throw LedgerError.unusable(path: backup, reason: "it is the ledger itself")
            }
            guard NewFile.exists(path) else {
                try NewFile.build(path, replacing: false) { partial in
                    try copy(source, to: partial)
                    try note(in: partial, keeping: nil)
                }
                return nil
            }
            return try replace(with: source)
        } catch let error as SQLiteError {
            throw LedgerError(error, path: path)
        }
    }

    private func openBackup() throws -> Connection {
        let file = try LedgerFile(backup)
        try file.check()
        do {
            let mode: Connection.Mode = file.isOnReadOnlyFolder ? .immutable : .readWrite
            let source = try Connection(path: backup, mode: mode)
            // Not opened for reading only: SQLite would then not look at CHECK constraints.
            try source.script("PRAGMA query_only = ON")
            let version = try Ledger.version(of: source)
            let known = Ledger.migrations.count
            if version > known {
                throw LedgerError.newer(path: backup, version: version, known: known)
            }
            if version < 1 {
                throw LedgerError.damaged(path: backup, detail: Ledger.noVersion)
            }
            // The rules of today's schema would not fit an older one; its pages are checked.
            let problems =
                version == known
                ? try LedgerHealth(source).problems
                : try LedgerHealth.pageProblems(source)
            if let first = problems.first {
                throw LedgerError.damaged(path: backup, detail: first)
            }
            if version == known, try JournalRepository(source).end() == .beginning {
                throw LedgerError.damaged(path: backup, detail: "its journal was emptied")
            }
            return source
        } catch let error as SQLiteError {
            throw LedgerError(error, path: backup)
        }
    }

    private func copy(_ source: Connection, to partial: String) throws {
        let target = try Connection(path: partial, mode: .create)
        try target.script("PRAGMA synchronous = OFF")
        try copy(source, into: target)
    }

    private func copy(_ source: Connection, into target: Connection) throws {
        try source.transaction(.snapshot) {
            _ = try source.integer("SELECT count(*) FROM sqlite_schema")
            try source.copy(into: target) { done, total in
                try progress(CopyProgress(done: done, total: total))
            }
        }
    }

    private func replace(with source: Connection) throws -> String {
        let present = try LedgerFile(path)
        try present.checkKind()
        if !mayBeOther { try requireSameOrganisation(as: source) }
        if present.isCutOff { return try replaceFile(with: source) }
        do {
            return try replaceInside(with: source)
        } catch let error as SQLiteError where error.isOfTheFile {
            return try replaceFile(with: source)
        }
    }

    /// What is replaced is kept beside, but nobody would look for somebody else's ledger there. Of
    /// one that cannot be read nobody can tell whose it is.
    private func requireSameOrganisation(as source: Connection) throws {
        let owner = try LedgerDescent(source)
        guard let present = try? LedgerDescent(Connection(path: path, mode: .readOnly)),
            present.organisation != owner.organisation
        else { return }
        throw LedgerError.unrelated(
            path: path,
            reason: "it is a ledger of \(present.name), the backup is of \(owner.name)"
        )
    }

    /// The restored ledger tells of it itself: whoever looks at its journal sees why the entries
    /// that came after the backup are not there, and where they are.
    private func note(in file: String, keeping kept: String?) throws {
        guard let act else { return }
        let connection = try Connection(path: file, mode: .readWrite)
        try connection.script("PRAGMA synchronous = OFF")
        guard try Ledger.version(of: connection) >= Migrations.firstWithJournal else { return }
        let row = JournalEntry.Row(
            table: "restored",
            row: 1,
            record: nil,
            before: nil,
            after: [("file", .text(backup)), ("kept", .text(kept))]
        )
        try connection.transaction(.write) {
            _ = try JournalRepository(connection).append(act, .rows([row]))
        }
        // Only the file itself is copied or gets the name.
        try connection.script("PRAGMA wal_checkpoint(TRUNCATE)")
    }

    // MARK: - A ledger that can be opened

    /// The pages are replaced inside the file, in one transaction: whoever opens the ledger
    /// meanwhile waits, and no log can end up beside the wrong file.
    private func replaceInside(with source: Connection) throws -> String {
        let target = try Connection(path: path, mode: .readWrite, patienceMilliseconds: patience)
        do {
            try target.script("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT")
        } catch {
            if error.kind == .busy { throw LedgerError.inUse(path: path) }
            throw error
        }
        // What SQLite could not even list is kept byte by byte.
        _ = try target.integer("SELECT count(*) FROM sqlite_schema")
        let kept = freeName()
        // With its entry it is made beside, so that the ledger gets both or neither.
        NewFile.removeLeftOvers(of: path)
        let staged = LeftOvers.partial(of: path) + "-restored"
        NewFile.removeAll(staged)
        defer { NewFile.removeAll(staged) }
        try copy(source, to: staged)
        try note(in: staged, keeping: kept)
        try NewFile.build(kept, replacing: false) { try target.copy(to: $0) }
        do {
            try copy(Connection(path: staged, mode: .immutable), into: target)
        } catch {
            NewFile.remove(kept)
            throw error
        }
        // From here on it has happened: what follows only tidies up, and may fail.
        try? target.script("PRAGMA wal_checkpoint(TRUNCATE)")
        return kept
    }

    // MARK: - A ledger that cannot be opened

    /// The damaged file and its log get other names as they are: somebody may still find something
    /// in them.
    private func replaceFile(with source: Connection) throws -> String {
        if LedgerFile.isInUse(path) { throw LedgerError.inUse(path: path) }
        let kept = freeName()
        try NewFile.name(path, also: kept)
        let logs = ["-wal", "-journal"].filter { NewFile.exists(path + $0) }
        do {
            try NewFile.build(path, replacing: true) { partial in
                try copy(source, to: partial)
                try note(in: partial, keeping: kept)
                for log in logs { try NewFile.move(path + log, to: kept + log) }
                NewFile.remove(path + "-shm")
            }
        } catch {
            for log in logs where NewFile.exists(kept + log) {
                try? NewFile.move(kept + log, to: path + log)
            }
            NewFile.remove(kept)
            throw error
        }
        return kept
    }

    /// A name that nothing has yet. Of those that are taken the copies go that were being made when
    /// somebody was killed.
    private func freeName() -> String {
        var number = 1
        while NewFile.exists("\(path).replaced-\(number)") {
            NewFile.removeLeftOvers(of: "\(path).replaced-\(number)")
            number += 1
        }
        return "\(path).replaced-\(number)"
    }
}
