import DaybookConsole
import DaybookCore
import DaybookLive
import DaybookStore
import TerminalCurses
import TerminalKit

/// Opens the console in the terminal of the process and gives the terminal back at its end.
struct ConsoleSession {
    let session: Session
    let mode: LedgerIdentity.Mode
    var awaitRecords: @Sendable () async throws -> Void = {}

    func run() throws {
        let ledger = try session.ledger()
        let organisation = try session.read { try OrganisationRepository($0).get() }
        let zone = try ZoneLibrary().rules(named: organisation.timeZone)
        let clock = try session.runningClock()
        let actor = try session.settings()[.actor].value
        let profile = try session.textProfile()
        let type = session.environment["TERM"] ?? ""
        let terminal = try openTerminal(type)
        defer { terminal.close() }
        let identity = LedgerIdentity(
            mode: mode,
            name: Self.name(of: ledger.path),
            organisation: organisation.tradingName,
            actor: actor,
        )
        let world = LedgerWorld(
            ledger: ledger,
            identity: identity,
            zone: zone,
            now: clock.now,
            awaitRecords: awaitRecords,
        )
        let loop = ConsoleLoop(
            ConsoleState(
                identity: identity,
                profile: profile,
                keymap: .standard,
                size: terminal.size,
            ),
            in: world.world,
            mailbox: Mailbox { CursesTerminal.wake() },
            terminal: terminal,
            screen: Screen(on: terminal, abilities: terminal.facts.abilities, inkOf: Self.ink),
        )
        let end = loop.run()
        if let end { throw TerminalLost(end: end) }
    }

    /// The name of a file without its folder and ending.
    private static func name(of path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        guard let point = file.lastIndex(of: "."), point > file.startIndex else { return file }
        return String(file[..<point])
    }

    private func openTerminal(_ type: String) throws -> CursesTerminal {
        do throws(TerminalProblem) {
            return try CursesTerminal(type: type)
        } catch {
            throw Self.failure(error, type)
        }
    }

    private static func failure(_ problem: TerminalProblem, _ type: String) -> Failure {
        let list = "`daybook invoices list` prints without one"
        switch problem {
        case .noTerminal:
            return Failure(
                .wrongUsage,
                "the console needs a terminal, and its input or output is none",
                advice: list
            )
        case .unknownType:
            let name =
                type.isEmpty
                ? "TERM is not set" : "nothing is known of the terminal \(Words.quoted(type))"
            return Failure(
                .wrongUsage,
                name,
                advice: "set TERM to what your terminal is, such as xterm-256color"
            )
        case .tooSimple:
            return Failure(
                .wrongUsage,
                "a terminal of the kind \(Words.quoted(type)) cannot place its cursor",
                advice: list
            )
        case .failed:
            return Failure(.failed, "the terminal cannot be put into its modes")
        }
    }

    static func ink(_ style: Style) -> Ink {
        let t =
            switch style.text {
            case .primary: "38;5;253"
            case .secondary: "38;5;247"
            case .accent: "38;5;75"
            case .good: "38;5;114"
            case .warning: "38;5;179"
            case .bad: "38;5;210"
            case .background: "38;5;234"
            case .surface: "38;5;235"
            }
        let g =
            switch style.ground {
            case .surface: "48;5;236"
            default: "48;5;234"
            }
        return Ink(text: t, ground: g, attributes: style.attributes)
    }
}
