import DaybookConsole
import DaybookCore
import Synchronization
import TerminalKit
import TestRigs
import Testing

/// Types into the real loop of a console and keeps what its terminal shows.
///
/// The clock is the script's: between two steps everything that waits for time is given it, so a
/// run shows what a person sees who types slowly. Keys of one step are pressed at once.
struct ConsoleDriver: Sendable {
    let end: TerminalEnd?
    /// What the screen showed at each `look`, and at the end.
    let screens: [EmulatedScreen]
    let state: ConsoleState
    /// How many bytes each step was answered with; first comes what was shown at the start.
    let answers: [Int]
    let suspensions: Int

    /// The loop blocks, so it has a thread of its own.
    static func run(
        _ books: SampleBooks = SampleBooks(),
        size: GridSize = GridSize(columns: 120, rows: 40),
        profile: TextProfile = TextProfile(),
        keymap: Keymap = .standard,
        steps: [ScriptedTerminal.Step],
    ) async -> ConsoleDriver {
        await OwnThread.run {
            ConsoleDriver(books, size: size, profile: profile, keymap: keymap, steps)
        }
    }

    private init(
        _ books: SampleBooks,
        size: GridSize,
        profile: TextProfile,
        keymap: Keymap,
        _ steps: [ScriptedTerminal.Step],
    ) {
        let world = books.world
        let bell = LateBell()
        let mailbox = Mailbox { bell.ring() }
        let terminal = ScriptedTerminal(size: size, steps + [.look]) { mailbox.isIdle }
        bell.set(terminal.wake)
        let loop = ConsoleLoop(
            ConsoleState(identity: world.identity, profile: profile, keymap: keymap, size: size),
            in: world,
            mailbox: mailbox,
            terminal: terminal,
            screen: Screen(
                on: terminal,
                abilities: TerminalAbilities(
                    erasesWithGround: true,
                    erasesCharacters: true,
                    repeatsCharacters: true,
                    scrollsRegions: true,
                ),
                inkOf: Self.ink,
            ),
        )
        end = loop.run()
        screens = terminal.looks
        answers = terminal.answers
        suspensions = terminal.suspensions
        state = loop.state
    }

    /// A keyboard's script, one step for each key.
    static func run(
        _ books: SampleBooks = SampleBooks(),
        size: GridSize = GridSize(columns: 120, rows: 40),
        profile: TextProfile = TextProfile(),
        keymap: Keymap = .standard,
        typing script: String,
    ) async -> ConsoleDriver {
        let steps = KeyScript(script).events.map { event in
            ScriptedTerminal.Step.input(event.bytes)
        }
        return await run(books, size: size, profile: profile, keymap: keymap, steps: steps)
    }

    var screen: EmulatedScreen { screens[screens.count - 1] }
    var text: String { screen.lines.joined(separator: "\n") }

    /// Colours by the numbers of the roles: enough to tell them apart.
    @Sendable static func ink(_ style: Style) -> Ink {
        Ink(
            text: style.text == .primary ? "39" : "38;5;\(style.text.rawValue)",
            ground: style.ground == .background ? "49" : "48;5;\(style.ground.rawValue)",
            attributes: style.attributes,
        )
    }
}

/// A bell that is hung up after the wire to it.
private final class LateBell: Sendable {
    private let sound = Mutex<(@Sendable () -> Void)?>(nil)

    func set(_ sound: @escaping @Sendable () -> Void) {
        self.sound.withLock { $0 = sound }
    }

    func ring() {
        sound.withLock { $0 }?()
    }
}
