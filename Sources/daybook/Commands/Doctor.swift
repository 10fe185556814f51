import DaybookLive
import DaybookStore
import DaybookWire

extension Command {
    static let doctor = Command(
        ["doctor"],
        summary: "Check this machine, the settings and the whole ledger",
        discussion: """
            Reads every page of the ledger and checks what must hold in it. Nothing is changed. \
            Each finding that is not well says what to do.
            """,
        examples: [Example("daybook doctor", "Check everything")],
        exits: [ExitNote(.failed, "something is not well"), ExitNote(.ledgerDamaged)],
        run: { session in
            let findings = Findings(session)
            try RecordOutput.write(findings.all, Finding.fields, session)
            if let exit = findings.exit {
                throw Failure(exit, "something is not well", advice: "see the list above")
            }
        }
    )
}

/// One thing that was looked at.
private struct Finding {
    enum State: String {
        case well, warning, bad

        var tone: TextTable.Tone {
            switch self {
            case .well: .good
            case .warning: .warning
            case .bad: .bad
            }
        }
    }

    let check: String
    let state: State
    let detail: String
    var advice: String?

    static let fields: [RecordField<Finding>] = [
        .text("check", .init("Check")) { $0.check },
        RecordField(
            "state",
            .init(""),
            cell: { .init($0.state.rawValue, $0.state.tone) },
            json: { .string($0.state.rawValue) }
        ),
        RecordField(
            "detail",
            .init(""),
            cell: { .init($0.detail + ($0.advice.map { " (\($0))" } ?? "")) },
            json: { .string($0.detail) }
        ),
        .text("advice", .init(""), isDefault: false) { $0.advice },
    ]
}

/// All that was looked at. A check that fails does not stop the ones behind it.
private struct Findings {
    private(set) var all: [Finding] = []
    private(set) var exit: ExitCode?

    init(_ session: Session) {
        checkSettings(session)
        checkMachine(session)
        checkLedger(session)
    }

    private mutating func checkSettings(_ session: Session) {
        attempt("settings") {
            _ = try session.settings()
        } good: {
            session.configPath
        }
        if exit != nil { session.ignoreConfigFile() }
        attempt("sample data") {
            try LedgerFiller(folder: try session.sampleData()).check()
        } good: {
            "complete"
        }
    }

    private mutating func checkMachine(_ session: Session) {
        attempt("time zones") {
            _ = try ZoneLibrary().rules(named: "Europe/Berlin")
        } good: {
            ZoneLibrary.systemFolder
        }
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { session.environment[$0] }
            .first { !$0.isEmpty }
        let isUTF8 = locale.map { $0.lowercased().replacing("-", with: "").contains("utf8") }
        all.append(
            isUTF8 == true
                ? Finding(check: "locale", state: .well, detail: locale ?? "")
                : Finding(
                    check: "locale",
                    state: .warning,
                    detail: locale ?? "none is set",
                    advice: "set LANG to C.UTF-8, or use --ascii"
                )
        )
        all.append(
            SQLiteLibrary.tellsOfChanges
                ? Finding(check: "SQLite", state: .well, detail: SQLiteLibrary.version)
                : Finding(
                    check: "SQLite",
                    state: .bad,
                    detail: "\(SQLiteLibrary.version) was built without \(SQLiteLibrary.option)",
                    advice: "ledgers can be read only: use the SQLite of your distribution"
                )
        )
        let clock = Clock.system.now().iso8601
        let isPlausible = clock >= "2026"
        all.append(
            Finding(
                check: "clock",
                state: isPlausible ? .well : .warning,
                detail: clock,
                advice: isPlausible ? nil : "the clock stands before this program was written"
            )
        )
    }

    private mutating func checkLedger(_ session: Session) {
        var problems: [String] = []
        var path = ""
        attempt("ledger") {
            let ledger = try session.ledger()
            path = ledger.path
            problems = try ledger.inspect { try LedgerHealth($0).problems }
        } good: {
            problems.isEmpty ? "\(path) is sound" : "\(path) can be opened"
        }
        checkJournal(session, path)
        for problem in problems {
            all.append(
                Finding(
                    check: "ledger",
                    state: .bad,
                    detail: problem,
                    advice: "`daybook restore` goes back to a backup, `daybook salvage` "
                        + "saves what can be read"
                )
            )
            exit = .ledgerDamaged
        }
        guard !path.isEmpty, let free = try? Files.freeSpace(at: path),
            let size = try? Files.size(of: path)
        else { return }
        let isEnough = free > max(size * 2, 100 << 20)
        all.append(
            Finding(
                check: "disk",
                state: isEnough ? .well : .warning,
                detail: "\(Texts.size(free)) free",
                advice: isEnough ? nil : "a backup needs as much as the ledger: make room"
            )
        )
    }

    private mutating func checkJournal(_ session: Session, _ path: String) {
        guard !path.isEmpty, let verdict = try? session.ledger().verifyJournal() else { return }
        let entries = Texts.count(verdict.end.number, "entry", plural: "entries")
        all.append(
            Finding(
                check: "journal",
                state: verdict.fault == nil ? .well : .bad,
                detail: verdict.fault.map { JournalWords.sentence($0) }
                    ?? "\(entries), every one fits",
                advice: verdict.fault.map { _ in JournalWords.advice }
            )
        )
        if verdict.fault != nil { exit = .ledgerDamaged }
    }

    private mutating func attempt(
        _ check: String,
        _ body: () throws -> Void,
        good: () -> String,
    ) {
        do {
            try body()
            all.append(Finding(check: check, state: .well, detail: good()))
        } catch {
            let failure = FailureReport.failure(of: error)
            all.append(
                Finding(
                    check: check,
                    state: .bad,
                    detail: failure.detail,
                    advice: failure.advice
                )
            )
            // The worst that was found decides.
            exit = failure.kind == .ledgerDamaged ? .ledgerDamaged : exit ?? .failed
        }
    }
}
