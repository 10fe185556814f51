/// The picture on a terminal.
package struct Screen {
    private let terminal: any Terminal
    private var painter: Painter

    package init(
        on terminal: any Terminal,
        abilities: TerminalAbilities,
        inkOf: @escaping @Sendable (Style) -> Ink,
    ) {
        self.terminal = terminal
        painter = Painter(abilities, inkOf: inkOf)
    }

    package mutating func show(_ frame: Frame) {
        let bytes = painter.paint(frame)
        if !bytes.isEmpty { terminal.write(bytes) }
    }

    /// The next picture is drawn whole: nobody knows what the terminal shows now.
    package mutating func forget() {
        painter.forget()
    }

    /// Other colours; the next picture is drawn whole.
    package mutating func use(inkOf: @escaping @Sendable (Style) -> Ink) {
        painter = Painter(painter.abilities, inkOf: inkOf)
    }

    /// The terminal has told that it can show a frame at once.
    package mutating func synchronise() {
        painter.abilities.isSynchronised = true
    }
}
