package import DaybookCore

extension Ledger {
    /// Makes many changes, each with an entry of its own in the journal: all of them or nothing.
    ///
    /// For books that come from elsewhere: one entry for all of them could not be read by anybody,
    /// nor be kept in memory while they come.
    ///
    /// - Parameter isRehearsal: everything is done, refused as it would be, and taken back
    package func changeInSeries<Answer>(
        by actor: String,
        rehearsing isRehearsal: Bool,
        _ body: (ChangeSeries) throws -> Answer,
    ) throws -> Answer {
        var series: ChangeSeries?
        do {
            return try taking(back: isRehearsal) { finish in
                try writing { connection in
                    let begun = try ChangeSeries(
                        connection,
                        try ready(connection),
                        AccessDesk(connection, actor: actor),
                        path: path
                    )
                    series = begun
                    return try finish(try body(begun))
                }
            }
        } catch let refusal as AccessRefusal {
            if !isReadOnly, let act = series?.last { try note(refusal, of: act) }
            throw refusal
        }
    }

    private func taking<Answer>(
        back isRehearsal: Bool,
        _ body: ((Answer) throws -> Answer) throws -> Answer,
    ) throws -> Answer {
        var rehearsed: Answer?
        do {
            return try body { answer in
                guard isRehearsal else { return answer }
                rehearsed = answer
                throw TakenBack()
            }
        } catch is TakenBack {
            guard let rehearsed else { preconditionFailure("a rehearsal ends with its answer") }
            return rehearsed
        }
    }

    private struct TakenBack: Error {}
}

/// Changes of one transaction, one after the other. It is used within the call that hands it out.
package final class ChangeSeries {
    package let connection: Connection
    private let capture: ChangeCapture
    private let desk: AccessDesk
    private let path: String
    /// What was tried last: a refusal is noted under its name.
    fileprivate private(set) var last: Act?
    /// The entries that the journal has got.
    package private(set) var entries: ClosedRange<Int>?

    fileprivate init(
        _ connection: Connection,
        _ capture: ChangeCapture,
        _ desk: AccessDesk,
        path: String,
    ) {
        (self.connection, self.capture, self.desk) = (connection, capture, desk)
        self.path = path
    }

    /// Makes one change with its entry, or leaves everything as it was before this one.
    ///
    /// - Parameter permissions: what it needs beside what its name and its tables tell
    package func change<Answer>(
        _ act: Act,
        needing permissions: [Permission] = [],
        _ body: (Connection) throws -> Answer,
    ) throws -> Answer {
        last = act
        try desk.require(act)
        for permission in permissions { try desk.require(permission) }
        return try inLedgerWords {
            try connection.run("SAVEPOINT part")
            do {
                let changed = try Ledger.record(act, nil, on: connection, with: capture) {
                    let answer = try body($0)
                    try desk.requireWriting(capture.writtenTables)
                    return answer
                }
                try connection.run("RELEASE part")
                note(changed.entry)
                return changed.answer
            } catch {
                // A full disk may have ended the whole transaction already.
                try? connection.run("ROLLBACK TO part")
                try? connection.run("RELEASE part")
                throw error
            }
        }
    }

    /// Asks for the right to an act before anything of it is done.
    package func require(_ act: Act) throws {
        last = act
        try desk.require(act)
    }

    private func note(_ entry: Int?) {
        guard let entry else { return }
        entries = (entries?.lowerBound ?? entry)...entry
    }

    private func inLedgerWords<Answer>(_ body: () throws -> Answer) throws -> Answer {
        do {
            return try body()
        } catch let error as SQLiteError {
            throw LedgerError(error, path: path)
        }
    }
}
