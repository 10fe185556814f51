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
    /// Returns when the ledger holds all of its records.
    var awaitWhole: @Sendable () throws -> Void = {}

    func run() throws {
        // Everything that may fail comes before the terminal is taken, so that its words are seen.
        let world = try world()
        let look = try ConsoleLook(session)
        let keys = Keymap.load(try session.keyBindings())
        let terminal = try openTerminal()
        defer { terminal.close() }
        let facts = terminal.facts
        let inks = Inks(look.theme, look.depth(on: facts))
        var state = ConsoleState(
            identity: world.identity,
            profile: look.profile(on: facts),
            keymap: keys.keymap,
            size: terminal.size,
        )
        state.message = look.problem ?? keyProblem(keys.problems) ?? localeProblem(facts)
        let loop = ConsoleLoop(
            state,
            in: world,
            mailbox: Mailbox { CursesTerminal.wake() },
            terminal: terminal,
            screen: Screen(on: terminal, abilities: facts.abilities) { inks.ink(for: $0) },
        )
        if let end = loop.run() { throw TerminalLost(end: end) }
    }

    private func world() throws -> ConsoleWorld {
        let ledger = try session.ledger()
        let organisation = try session.read { try OrganisationRepository($0).get() }
        let identity = LedgerIdentity(
            mode: mode,
            name: Self.name(of: ledger.path),
            organisation: organisation.tradingName,
            actor: try session.settings()[.actor].value,
        )
        return LedgerWorld(
            ledger: ledger,
            identity: identity,
            zone: try ZoneLibrary().rules(named: organisation.timeZone),
            now: try session.runningClock().now,
            // That of a demo is its own, and gone with it.
            isShared: mode != .sandbox,
            awaitWhole: awaitWhole,
        ).world
    }

    /// The name of a file without its folder and ending.
    private static func name(of path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        guard let point = file.lastIndex(of: "."), point > file.startIndex else { return file }
        return String(file[..<point])
    }

    // MARK: - What is to be said at the start

    private func keyProblem(_ problems: [KeyProblem]) -> Message? {
        guard let first = problems.first else { return nil }
        let rest = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
        let check = "`daybook keys check` tells"
        return Message("\(KeyWords.sentence(first))\(rest); \(check)", .bad)
    }

    private func localeProblem(_ facts: TerminalFacts) -> Message? {
        if facts.isUTF8 { return nil }
        return Message(
            "the locale is not UTF-8: other letters are shown as ?; set LANG=C.UTF-8",
            .warning
        )
    }

    // MARK: - The terminal

    private func openTerminal() throws -> CursesTerminal {
        let type = session.environment["TERM"] ?? ""
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
            return Failure(
                .wrongUsage,
                type.isEmpty
                    ? "TERM is not set"
                    : "nothing is known of a terminal \(Words.quoted(type))",
                advice: "set TERM to what your terminal is, such as xterm-256color"
            )
        case .tooSimple:
            return Failure(
                .wrongUsage,
                "a terminal \(Words.quoted(type)) cannot place its cursor",
                advice: list
            )
        case .failed:
            return Failure(.failed, "the terminal cannot be put into its modes")
        }
    }
}
