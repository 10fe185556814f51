import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

/// The one place where errors become words and exit codes.
enum FailureReport {
    /// Any error of the house in the user's terms.
    static func failure(of error: any Error) -> Failure {
        switch error {
        case let failure as Failure: failure
        case let error as LedgerError: ledger(error)
        case let refusal as UndoRefusal: undo(refusal)
        case let error as ConflictError: conflict(error)
        case let error as InvoiceRefusal: refused(error)
        case let error as DraftEditError: draft(error)
        case let error as PaymentError: payment(error)
        case let error as PostingError: posting(error)
        case let error as CreditNoteError: creditNote(error)
        case let error as CreditError: credit(error)
        case is EntitlementError, is GrantError, is EntitlementUsage.Failure,
            is LedgerUsage.Failure, is BillingProblem, is DraftRecalculation.Handwritten,
            is DraftCorrections.NothingLeft:
            Failure(.conflict, "\(error)")
        case let refusal as AccessRefusal: access(refusal)
        case let error as ApprovalError: approval(error)
        case let error as UnsoundPlan: unsound(error)
        case let error as UserError: user(error)
        case let error as SettingError: setting(error)
        case let error as RateError: rate(error)
        case let error as SavedFilterError: savedFilter(error)
        case let error as JobError: job(error)
        case let error as ScheduleError: schedule(error)
        case let error as WorkflowError: workflow(error)
        case let error as KeyFileError: keyFile(error)
        case let error as PartyError: party(error)
        case is ContractError, is PlanError, is VersionError: agreement(error)
        case let error as RecordInUse: inUse(error)
        case let error as UsageError:
            Failure(.wrongUsage, error.detail, advice: "see: \(error.help)")
        case let error as ListRequestError: list(error)
        case let error as FilterError: filter(error)
        case let error as FileError: file(error)
        case let error as RecordFileError: Failure(.wrongUsage, error.description)
        case let problems as SettingsFile.Problems: settings(problems.all)
        case let error as ZoneLibraryError: zone(error)
        case is MeterFault, is MeterDefinitionError, is MeterQueryError, is JSONPathError,
            is JSONShapeError, is ISO8601Error, is RecordTooLong, is NumberSyntaxError,
            is MoneySyntaxError, is LimitError:
            Failure(.wrongUsage, "\(error)")
        case let error as ThemeError: theme(error)
        case let error as UnreadableValue:
            Failure(
                .ledgerDamaged,
                "the ledger holds a value that Daybook does not write: \(error)",
                advice: "run `daybook doctor`"
            )
        case let error as TimeError: time(error)
        case let error as NumberError: Failure(.wrongUsage, "\(error)")
        default: unforeseen(error)
        }
    }

    /// What follows from a day that somebody has named, or that stands in a record, has no place in
    /// the calendar.
    private static func time(_ error: TimeError) -> Failure {
        switch error {
        case .instantOutOfRange, .dateOutOfRange:
            Failure(
                .wrongUsage,
                "\(error)",
                advice: "name days in the years \(CalendarRange.words)"
            )
        case .noSuchDate, .noSuchTimeOfDay, .negativeDuration, .durationOutOfRange,
            .intervalNotPositive, .durationHasTimeOfDay, .periodReversed:
            Failure(.wrongUsage, "\(error)")
        }
    }

    /// An error that has words of its own is told in them. Of any other Swift would print the name
    /// of its case, which is for nobody who uses the program: its type is for whoever mends it.
    static func unforeseen(_ error: any Error) -> Failure {
        if let told = error as? any CustomStringConvertible { return Failure(.failed, "\(told)") }
        return Failure(
            .failed,
            "something went wrong that Daybook has no words for (\(type(of: error)))",
            advice: "tell its makers what you did"
        )
    }

    private static func posting(_ error: PostingError) -> Failure {
        Failure(
            .ledgerDamaged,
            "\(error)",
            advice: "run `daybook check`",
            instance: error.document.number
        )
    }

    /// Whoever may not do it is told so; else it is the state that stands in the way.
    private static func refused(_ error: InvoiceRefusal) -> Failure {
        let isOwnWork = error.obstacle == .unmet(.preparedByAnother)
        return Failure(
            isOwnWork ? .notAllowed : .conflict,
            "\(error)",
            advice: advice(on: error),
            instance: error.invoice
        )
    }

    private static func advice(on error: InvoiceRefusal) -> String? {
        switch error.obstacle {
        case .unmet(.totalNotNegative): "`daybook credit-notes create \(error.invoice)`"
        case .dayToCome: "issue it then, or name no day after today"
        case .unmet, .notInState, .deleted, .nothingToUndo, .leftLedger, .lasting: nil
        }
    }

    /// One line for people.
    static func line(_ failure: Failure) -> String {
        Words.line("daybook: \(sentence(failure))") + "\n"
    }

    /// A problem document (RFC 9457) for scripts.
    static func document(_ failure: Failure) -> JSONValue {
        [
            "type": .string("urn:daybook:problem:\(name(of: failure.kind))"),
            "title": .string(failure.kind.meaning),
            "status": .integer(status(of: failure.kind)),
            "detail": .string(sentence(failure)),
            "instance": .text(failure.instance),
        ]
    }

    /// What happened and what to do, as one sentence.
    static func sentence(_ failure: Failure) -> String {
        guard let advice = failure.advice else { return failure.detail }
        return failure.detail.hasSuffix("?")
            ? "\(failure.detail) (\(advice))" : "\(failure.detail); \(advice)"
    }

    private static func name(of kind: ExitCode) -> String {
        switch kind {
        case .done: "none"
        case .failed: "failed"
        case .wrongUsage: "bad-input"
        case .notFound: "not-found"
        case .notAllowed: "not-allowed"
        case .conflict: "conflict"
        case .remoteFailed: "remote-failed"
        case .ledgerDamaged: "ledger-damaged"
        case .stopped: "stopped"
        }
    }

    /// The status of HTTP that says the same.
    private static func status(of kind: ExitCode) -> Int {
        switch kind {
        case .done: 200
        case .failed, .ledgerDamaged: 500
        case .wrongUsage: 400
        case .notFound: 404
        case .notAllowed: 403
        case .conflict: 409
        case .remoteFailed: 502
        case .stopped: 499
        }
    }

    private static func list(_ error: ListRequestError) -> Failure {
        switch error {
        case .unknownField(let field, let known):
            Failure(
                .wrongUsage,
                "cannot sort by \(Words.quoted(field))\(meant(field, among: known))",
                advice: "there are \(known.joined(separator: ", "))"
            )
        case .unknownCursor(let id):
            Failure(
                .wrongUsage,
                "--after: there is no record \(Words.quoted(id)) in this list",
                advice: "take the value of `next` from the page before",
                instance: id
            )
        case .tooManyGroups(let rows, let columns):
            Failure(
                .wrongUsage,
                "a table of \(Words.quoted(rows)) by \(Words.quoted(columns)) has too many cells",
                advice: "filter the list, or take another field"
            )
        }
    }

    /// The place is told in bytes, counted from one.
    static func filter(_ error: FilterError) -> Failure {
        let found = error.found.isEmpty ? "the end" : Words.quoted(error.found)
        return Failure(
            .wrongUsage,
            "filter, character \(error.character): found \(found), expected \(error.expected)"
                + meant(error.found, among: error.known),
            // What the sentence has named is not said again.
            advice: error.known.allSatisfy { error.expected.contains($0) }
                ? nil : "there are \(error.known.joined(separator: ", "))"
        )
    }

    private static func file(_ error: FileError) -> Failure {
        if error.isTaken {
            return Failure(
                .conflict,
                "\(error.path) exists already",
                advice: "name one that is not there yet",
                instance: error.path
            )
        }
        return Failure(
            error.other != nil ? .wrongUsage : error.isMissing ? .notFound : .failed,
            "cannot \(error.operation) \(error.path): \(error.reason)",
            instance: error.path
        )
    }

    /// What is wrong in a configuration file, a line each.
    static func lines(of problems: [SettingsFile.Problem]) -> [String] {
        let known = SettingKey.allCases.map(\.rawValue)
        return problems.map { problem in
            "\(problem.path), line \(problem.line), column \(problem.column): \(problem.detail)"
                + (problem.unknownName.map { meant($0, among: known) } ?? "")
        }
    }

    private static func settings(_ problems: [SettingsFile.Problem]) -> Failure {
        let known = SettingKey.allCases.map(\.rawValue)
        return Failure(
            .wrongUsage,
            lines(of: problems).joined(separator: "; "),
            advice: problems.contains { $0.unknownName != nil }
                ? "the settings are \(known.joined(separator: ", "))" : "mend the file",
            instance: problems.first?.path
        )
    }

    private static func zone(_ error: ZoneLibraryError) -> Failure {
        switch error {
        case .unknown(let name):
            Failure(
                .wrongUsage,
                "there is no time zone \(Words.quoted(name))",
                advice: "use a name such as Europe/Berlin; the package tzdata brings them"
            )
        case .unreadable(let name, let reason):
            Failure(
                .failed,
                "the rules of the time zone \(name) cannot be read: \(reason)",
                advice: "reinstall the package tzdata"
            )
        }
    }

    /// `; did you mean `due`?`, or nothing.
    static func meant(_ word: String, among known: [String]) -> String {
        let nearest = NearestWords.among(known, to: word).map { Words.quoted($0) }
        return nearest.isEmpty ? "" : "; did you mean \(nearest.joined(separator: " or "))?"
    }
}
