import DaybookStore

extension FailureReport {
    /// What can happen to a ledger's file, and what to do about it.
    static func ledger(_ error: LedgerError) -> Failure {
        switch error {
        case .missing(let path):
            at(
                path,
                .notFound,
                "there is no ledger at \(path)",
                "`daybook init` creates one, `daybook demo` shows sample data"
            )
        case .exists(let path):
            at(path, .conflict, "\(path) exists already", "name another file")
        case .foreign(let path, let found):
            at(
                path,
                .wrongUsage,
                "\(path) is no ledger but \(found); it was not touched",
                "name the ledger with --ledger"
            )
        case .newer(let path, let version, let known):
            newer(path, version, known)
        case .older(let path, let version, let known):
            older(path, version, known)
        case .damaged(let path, let detail):
            at(
                path,
                .ledgerDamaged,
                "the ledger \(path) is damaged: \(detail)",
                "`daybook restore` goes back to a backup, `daybook salvage` saves what can be read"
            )
        case .busy(let path):
            at(
                path,
                .conflict,
                "another program has been writing to \(path) for more than 5 seconds",
                "try again, or end the other program"
            )
        case .inUse(let path):
            at(
                path,
                .conflict,
                "another program has \(path) open; nothing was changed",
                "end the other program and try again"
            )
        case .unrelated(let path, let reason): unrelated(path, reason)
        case .full(let path):
            at(
                path,
                .failed,
                "the disk is full: nothing was written to \(path)",
                "make room and try again"
            )
        case .readOnly(let path):
            at(
                path,
                .notAllowed,
                "\(path) is open for reading only",
                "leave out --read-only, or check the file's permissions"
            )
        case .unusable(let path, let reason):
            at(path, .failed, "cannot use \(path): \(reason)", "check the path and permissions")
        case .refused(let refusal): change(refusal, isOfClosedMonth: error.isOfClosedMonth)
        }
    }

    private static func unrelated(_ path: String, _ reason: String) -> Failure {
        at(
            path,
            .conflict,
            "\(path) was not replaced: \(reason)",
            "name another file, or move that one away first"
        )
    }

    private static func change(_ refusal: SQLiteError, isOfClosedMonth: Bool) -> Failure {
        Failure(
            .conflict,
            "the ledger refused the change: \(refusal.message)",
            advice: isOfClosedMonth ? reopening : nil
        )
    }

    /// What helps where something of a closed month is to change.
    static var reopening: String { "open the month again with `daybook close reopen`" }

    /// An error of a command, which may have an option for the day of what it books.
    static func failure(of error: any Error, by command: Command?) -> Failure {
        var failure = failure(of: error)
        let options = command?.options.filter { ["on", "received"].contains($0.name) } ?? []
        if let error = error as? LedgerError, error.isOfClosedMonth, let option = options.first {
            failure.advice = "date it in an open month with \(option.long), or \(reopening)"
        }
        return failure
    }

    private static func newer(_ path: String, _ version: Int, _ known: Int) -> Failure {
        at(
            path,
            .conflict,
            "\(path) was written by a newer Daybook (schema \(version), this one knows "
                + "\(known)); it was not touched",
            "use the newer Daybook"
        )
    }

    private static func older(_ path: String, _ version: Int, _ known: Int) -> Failure {
        at(
            path,
            .conflict,
            "\(path) was written by an older Daybook (schema \(version), today's is \(known))",
            "open it once without --read-only: it is then migrated, with a backup"
        )
    }

    private static func at(
        _ path: String,
        _ kind: ExitCode,
        _ detail: String,
        _ advice: String,
    ) -> Failure {
        Failure(kind, detail, advice: advice, instance: path)
    }
}
