extension Ledger {
    /// Works on a copy of the ledger as it is at this moment, which lies beside a file that is made
    /// of it, on the disk that has the room, and is gone at the end. What a killed process left
    /// there goes as well.
    package func withCopy<Answer>(
        beside path: String,
        progress: (CopyProgress) throws -> Void,
        _ body: (Ledger) throws -> Answer,
    ) throws -> Answer {
        NewFile.removeLeftOvers(of: path)
        let copy = LeftOvers.partial(of: path) + "-ledger"
        NewFile.removeAll(copy)
        defer { NewFile.removeAll(copy) }
        do {
            try backUp(to: copy, replacing: false, progress: progress)
            return try body(Ledger(opening: copy, .readOnly))
        } catch let error as LedgerError {
            throw Self.words(error, ofCopy: copy, besides: path, of: self.path)
        }
    }

    /// Nobody has heard of the copy: what befell it befell the file that is to be, or the ledger.
    private static func words(
        _ error: LedgerError,
        ofCopy copy: String,
        besides path: String,
        of ledger: String,
    ) -> LedgerError {
        switch error {
        // The ledger is only read: the room that lacks is the copy's.
        case .full: .full(path: path)
        case .unusable(copy, let reason): .unusable(path: path, reason: reason)
        case .damaged(copy, let detail): .damaged(path: ledger, detail: detail)
        case .missing, .exists, .foreign, .newer, .older, .damaged, .busy, .inUse,
            .unrelated, .readOnly, .unusable, .refused:
            error
        }
    }

    /// The first reason not to trust what the file holds: its tables are others than ours, or break
    /// SQLite's rules or the ledger's own.
    ///
    /// - Parameters:
    ///   - isStopped: asked again and again; once it says so, the search is given up, and `begins`
    ///     asked for the last time.
    ///   - begins: told of each part before it is looked at; throws to stop.
    package func firstProblem(
        isStopped: @Sendable () -> Bool,
        begins: (_ part: String, _ done: Int, _ total: Int?) throws -> Void,
    ) throws -> String? {
        // Nothing else is asked of tables that are not ours: they could answer anything.
        if let problem = try read({ try LedgerHealth.schemaProblem($0) }) { return problem }
        let problems = try inspect { connection in
            try connection.stopping(when: isStopped) {
                try LedgerHealth(connection) { try begins($0, $1, $2) }.problems
            }
        }
        if problems == nil { try begins("stopping", 0, nil) }
        return problems?.first
    }
}
