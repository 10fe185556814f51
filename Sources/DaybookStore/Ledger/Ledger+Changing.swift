package import DaybookCore

/// What a change of the ledger came to.
package struct Changed<Answer> {
    package let answer: Answer
    /// The number of its entry in the journal; nil when nothing is other than before.
    package let entry: Int?
}

extension Changed: Sendable where Answer: Sendable {}

extension Ledger {
    /// Makes one change: what `body` does to records, and the journal entry that tells of it, or
    /// nothing at all.
    ///
    /// What is not as it was is found by SQLite while it happens, not by whoever calls this. A
    /// change after which every row is as before writes no entry.
    @discardableResult
    package func change<Answer>(
        _ act: Act,
        _ body: (Connection) throws -> Answer,
    ) throws -> Changed<Answer> {
        try change(act, cancelling: nil, body)
    }

    /// The same, with a note beside the journal in the same transaction, which knows the number of
    /// the entry: either both are there or neither.
    @discardableResult
    package func change<Answer>(
        _ act: Act,
        noting note: (Connection, Int?) throws -> Void,
        _ body: (Connection) throws -> Answer,
    ) throws -> Changed<Answer> {
        try noting(act) { try checked(act, cancelling: nil, noting: note, body) }
    }

    /// Does what a change would do and takes it back: what it would refuse, it refuses here too.
    package func rehearse<Answer>(
        _ act: Act,
        _ body: (Connection) throws -> Answer,
    ) throws -> Answer {
        var answer: Answer?
        do {
            try checked(act, cancelling: nil, then: { throw Rehearsed() }) { connection in
                answer = try body(connection)
            }
        } catch is Rehearsed {}
        guard let answer else { preconditionFailure("a rehearsal ends with its answer") }
        return answer
    }

    private struct Rehearsed: Error {}

    /// Fills a ledger with many records at once. Its one entry says how many rows of which tables,
    /// not what is in them: it cannot be taken back.
    @discardableResult
    package func fill<Answer>(
        _ act: Act,
        _ body: (Connection) throws -> Answer,
    ) throws -> Changed<Answer> {
        try noting(act) {
            try writing { connection in
                let capture = try ready(connection)
                let desk = try AccessDesk(connection, actor: act.actor)
                try desk.require(act)
                if try OutboxRepository(connection).hasListeners {
                    throw LedgerError.unusable(path: path, reason: Self.remotesMustHear)
                }
                return try connection.fill(act, with: capture) { connection in
                    let answer = try body(connection)
                    try desk.requireWriting(Set(capture.tableCounts.map(\.table)))
                    return answer
                }
            }
        }
    }

    private static let remotesMustHear =
        "it has remotes, which would not hear of each record: fill a ledger before it has any"

    /// Runs one write transaction on what is not journalled: facts, and what is computed from
    /// records. Writing a record here is a mistake of the program and ends it.
    package func write<Answer>(_ body: (Connection) throws -> Answer) throws -> Answer {
        try writing { connection in
            _ = try ready(connection)
            if let actor { try AccessDesk(connection, actor: actor).requireWritingFacts() }
            return try body(connection)
        }
    }

    /// The same by somebody's act, which an entry of the journal tells of: how many rows of which
    /// tables, as there are too many to tell of each.
    ///
    /// - Parameter counts: what was done, of the answer; nothing where all is as before
    @discardableResult
    package func write<Answer>(
        _ act: Act,
        counting counts: (Answer) -> [TableChanges],
        _ body: (Connection) throws -> Answer,
    ) throws -> Changed<Answer> {
        try noting(act) {
            try writing { connection in
                _ = try ready(connection)
                try AccessDesk(connection, actor: act.actor).require(act)
                let answer = try body(connection)
                let counts = counts(answer)
                let entry =
                    counts.isEmpty
                    ? nil : try JournalRepository(connection).append(act, .counts(counts))
                return Changed(answer: answer, entry: entry)
            }
        }
    }

    func change<Answer>(
        _ act: Act,
        cancelling cancelled: Int?,
        _ body: (Connection) throws -> Answer,
    ) throws -> Changed<Answer> {
        try noting(act) { try checked(act, cancelling: cancelled, body) }
    }

    /// A change that whoever acts may make: the one place where that is asked. What the act is
    /// called tells what it needs, and so do the tables that it has written.
    @discardableResult
    private func checked<Answer>(
        _ act: Act,
        cancelling cancelled: Int?,
        then finish: () throws -> Void = {},
        noting note: (Connection, Int?) throws -> Void = { _, _ in },
        _ body: (Connection) throws -> Answer,
    ) throws -> Changed<Answer> {
        try writing { connection in
            let capture = try ready(connection)
            let desk = try AccessDesk(connection, actor: act.actor)
            try desk.require(act)
            let changed = try Self.record(act, cancelled, on: connection, with: capture) {
                let answer = try body($0)
                try desk.requireWriting(capture.writtenTables)
                try finish()
                return answer
            }
            try note(connection, changed.entry)
            return changed
        }
    }

    /// A change that the ledger makes by itself, and so asks nobody.
    func recorded<Answer>(
        _ act: Act,
        _ body: (Connection) throws -> Answer,
    ) throws -> Changed<Answer> {
        try writing { connection in
            try Self.record(act, nil, on: connection, with: try ready(connection), body)
        }
    }

    static func record<Answer>(
        _ act: Act,
        _ cancelled: Int?,
        on connection: Connection,
        with capture: ChangeCapture,
        _ body: (Connection) throws -> Answer,
    ) throws -> Changed<Answer> {
        try capture.beginRows(on: connection)
        defer { capture.end() }
        let answer = try body(connection)
        let rows = try capture.journalRows(on: connection)
        if rows.isEmpty { return Changed(answer: answer, entry: nil) }
        let number = try JournalRepository(connection)
            .append(act, .rows(rows), cancelling: cancelled)
        try tellRemotes(of: number, act, cancelled, on: connection, with: capture)
        return Changed(answer: answer, entry: number)
    }

    /// What comes from a remote does not go back to where it came from.
    private static func tellRemotes(
        of number: Int,
        _ act: Act,
        _ cancelled: Int?,
        on connection: Connection,
        with capture: ChangeCapture,
    ) throws {
        let outbox = OutboxRepository(connection)
        guard act.cause != .sync, try outbox.hasListeners else { return }
        let records = try capture.touchedRecords(on: connection)
        try outbox.queue(records, of: number, cancelling: cancelled)
    }

    func ready(_ connection: Connection) throws -> ChangeCapture {
        try Self.listening(on: connection, path: path)
    }

    /// Listens to a connection, where the system's SQLite lets one.
    static func listening(on connection: Connection, path: String) throws -> ChangeCapture {
        guard SQLiteLibrary.tellsOfChanges else {
            throw LedgerError.unusable(
                path: path,
                reason: "SQLite \(SQLiteLibrary.version) of this system cannot be journalled: it "
                    + "was built without \(SQLiteLibrary.option)",
            )
        }
        return try connection.listened()
    }
}

extension Connection {
    /// Listens, from here on, with the shapes of the tables as they are now: another program may
    /// have brought the ledger to a newer schema.
    func listened() throws -> ChangeCapture {
        if let capture, capture.schemaVersion == (try ChangeCapture.schemaVersion(of: self)) {
            capture.begin()
            return capture
        }
        let capture = try ChangeCapture(on: self)
        watch(capture)
        return capture
    }

    /// Runs `body`, and writes the entry that says how many rows it wrote.
    func fill<Answer>(
        _ act: Act,
        with capture: ChangeCapture,
        _ body: (Connection) throws -> Answer,
    ) throws -> Changed<Answer> {
        capture.beginCounts()
        defer { capture.end() }
        let answer = try body(self)
        let counts = capture.tableCounts
        if counts.isEmpty { return Changed(answer: answer, entry: nil) }
        let number = try JournalRepository(self).append(act, .counts(counts))
        return Changed(answer: answer, entry: number)
    }
}
