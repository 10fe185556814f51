import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire
import TerminalKit

/// One run of one command: what was asked, and the world it is asked in.
///
/// It opens what a command needs when the command needs it, and nothing else.
final class Session {
    let invocation: Invocation
    let environment: [String: String]
    let locations: Locations
    let output: OutputStream

    private let clock: Clock
    private var loadedSettings: Settings?
    private var openedLedger: Ledger?
    /// The job that the command is, where somebody has begun one for it.
    var beginning = JobBeginning.asked

    init(
        _ invocation: Invocation,
        environment: [String: String],
        clock: Clock,
        output: OutputStream,
    ) {
        self.invocation = invocation
        self.environment = environment
        self.clock = clock
        self.output = output
        locations = Locations(environment: environment)
    }

    // MARK: - Settings

    var configPath: String { invocation.text("config") ?? locations.defaultConfig }

    func settings() throws -> Settings {
        if let loadedSettings { return loadedSettings }
        return load(try SettingsFile.read(configPath, isNamed: invocation.isGiven("config")))
    }

    /// Refuses a theme that there is not also where nothing is drawn: it was a slip of the finger.
    func requireTheme() throws {
        guard let name = invocation.text("theme") else { return }
        if case .unknown(let name, let known) = ThemeLibrary(locations).choose(named: name).problem
        {
            throw FailureReport.unknownTheme(name, from: "option --theme", known: known)
        }
    }

    /// Goes on as if the configuration file were empty: whoever calls this has reported it.
    func ignoreConfigFile() {
        _ = load(.none)
    }

    private func load(_ file: SettingsFile) -> Settings {
        let settings = Settings(
            options: optionSettings,
            environment: environment,
            file: file,
            locations: locations
        )
        loadedSettings = settings
        return settings
    }

    /// What the command line sets.
    private var optionSettings: [SettingKey: Setting] {
        var options: [SettingKey: Setting] = [:]
        for (key, name) in [
            (SettingKey.ledger, "ledger"), (.actor, "as"), (.theme, "theme"),
        ] {
            if let value = invocation.text(name) {
                options[key] = Setting(value: value, origin: .option("--\(name)"))
            }
        }
        if invocation.flag("ascii") {
            options[.ascii] = Setting(value: "true", origin: .option("--ascii"))
        }
        if invocation.flag("no-color") {
            options[.color] = Setting(value: "never", origin: .option("--no-color"))
        }
        return options
    }

    // MARK: - The ledger

    func ledger() throws -> Ledger {
        if let openedLedger { return openedLedger }
        let isReadOnly = invocation.flag("read-only")
        let ledger = try Ledger(
            opening: try settings()[.ledger].value,
            isReadOnly ? .readOnly : .readWrite,
            as: try settings()[.actor].value
        )
        openedLedger = ledger
        return ledger
    }

    /// The ledger for a command that only looks: an older one is not migrated for that.
    func ledgerForReading() throws -> Ledger {
        if let openedLedger { return openedLedger }
        let ledger = try Ledger(opening: try settings()[.ledger].value, .readOnly)
        openedLedger = ledger
        return ledger
    }

    /// Works on a ledger that the command has opened itself.
    func use(_ ledger: Ledger) {
        openedLedger = ledger
    }

    /// Runs queries on one state of the ledger.
    func read<Answer>(_ body: (Connection) throws -> Answer) throws -> Answer {
        try ledger().read(body)
    }

    /// Refuses a command that writes when the command line asks for reading only.
    func requireWriting() throws {
        guard invocation.flag("read-only") else { return }
        let words = invocation.command.path.joined(separator: " ")
        throw Failure(
            .notAllowed,
            "`daybook \(words)` writes, and --read-only was given",
            advice: "leave out --read-only"
        )
    }

    // MARK: - Time

    /// The present: the machine's, or the one the command line sets.
    func now() throws -> Instant {
        guard let text = invocation.text("now") else { return clock.now() }
        do throws(ISO8601Error) {
            return try Instant(iso8601: text)
        } catch {
            throw Failure(
                .wrongUsage,
                "--now: \(error)",
                advice: "write it as 2026-11-20T10:00:00Z"
            )
        }
    }

    /// The clock that the command line sets: the machine's, or one that stands still.
    func runningClock() throws -> Clock {
        guard invocation.text("now") != nil else { return clock }
        let instant = try now()
        return Clock { instant }
    }

    /// The civil date in the organisation's zone.
    func today(_ connection: Connection) throws -> CivilDate {
        try zone(of: connection).date(of: try now())
    }

    /// The organisation's zone.
    func organisationZone() throws -> ZoneRules { try read(zone) }

    private func zone(of connection: Connection) throws -> ZoneRules {
        try ZoneLibrary().rules(named: OrganisationRepository(connection).get().timeZone)
    }

    // MARK: - Changes

    /// What a command does, in the name of whoever gave it.
    func act(_ action: String) throws -> Act {
        Act(actor: try actor(), at: try now(), cause: .command, action: action)
    }

    /// Who acts. The journal keeps the name for ever, so it is one that can be read.
    func actor() throws -> String {
        let setting = try settings()[.actor]
        let isEmpty = setting.value.allSatisfy(\.isWhitespace)
        guard !isEmpty, setting.value.utf8.count <= Self.longestActor else {
            throw Failure(
                .wrongUsage,
                "the name under which changes are journalled (\(setting.origin)) is "
                    + (isEmpty ? "empty" : "too long"),
                advice: "give one of at most \(Self.longestActor) bytes with --as"
            )
        }
        return setting.value
    }

    private static var longestActor: Int { 200 }

    /// The file of the key that signs, beside the settings.
    var signingKeyPath: String {
        let folder = configPath.lastIndex(of: "/").map { String(configPath[...$0]) } ?? ""
        return folder + "signing.key"
    }

    // MARK: - Output

    /// How texts are drawn here.
    func textProfile() throws -> TextProfile {
        let settings = try settings()
        return TextProfile(
            ambiguous: settings[.ambiguousWidth].value == "wide" ? .wide : .narrow,
            marks: settings[.ascii].value == "true" ? .ascii : .unicode
        )
    }

    func usesColor() throws -> Bool {
        switch try settings()[.color].value {
        case "always": true
        case "never": false
        default: output.isTerminal && environment["TERM"] != "dumb"
        }
    }

    func write(_ text: String) throws {
        try output.write(text)
    }

    /// CSV as it is for a file or a pipe; on a terminal nothing in it is obeyed.
    func writeCSV(_ fields: [String]) throws {
        let record = CSVWriter.record(fields)
        try output.write(
            output.isTerminal ? Words.line(String(record.dropLast())) + "\n" : record
        )
    }

    func writeJSON(_ value: JSONValue) throws {
        try output.write(
            JSONWriter.text(value, output.isTerminal ? .indented : .compact) + "\n"
        )
    }
}
