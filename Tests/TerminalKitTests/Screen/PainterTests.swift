import TerminalKit
import TestRigs
import Testing

@Suite struct PainterTests {
    /// What a theme would answer, with attributes that show on blanks among them.
    @Sendable static func ink(_ style: Style) -> Ink {
        let ground = style.ground == .background ? "49" : "48;5;\(style.ground.rawValue)"
        let text = style.text == .primary ? "39" : "38;2;0;0;\(style.text.rawValue)"
        var attributes = style.attributes
        if style.text == .accent { attributes.formSymmetricDifference(.reverse) }
        return Ink(text: text, ground: ground, attributes: attributes)
    }

    private static let abilities: [TerminalAbilities] = [
        .least,
        TerminalAbilities(
            erasesWithGround: true,
            erasesCharacters: true,
            repeatsCharacters: true,
            scrollsRegions: true,
        ),
        TerminalAbilities(
            erasesWithGround: false,
            erasesCharacters: true,
            repeatsCharacters: true,
            isSynchronised: true,
        ),
        TerminalAbilities(
            erasesWithGround: true,
            erasesCharacters: false,
            repeatsCharacters: false,
        ),
    ]

    @Test func theTerminalShowsWhatWasPaintedWhateverWasThereBefore() {
        forEachSeed(60) { generator throws -> Void in
            let abilities = Self.abilities.randomElement(using: &generator) ?? .least
            var size = GridSize(columns: 30, rows: 8)
            var painter = Painter(abilities, inkOf: Self.ink)
            var screen = EmulatedScreen(columns: size.columns, rows: size.rows)
            var grid = Grid(size)
            for _ in 0..<12 {
                if Int.random(in: 0..<8, using: &generator) == 0 {
                    size = GridSize(columns: Int.random(in: 1...40, using: &generator), rows: 6)
                    screen = EmulatedScreen(columns: size.columns, rows: size.rows)
                    grid = Grid(size)
                    painter.forget()
                }
                let scroll = Self.change(&grid, &generator)
                screen.feed(painter.paint(Frame(grid, scroll: scroll)))
                try Self.require(screen, shows: grid)
            }
        }
    }

    /// Draws some of what screens are made of; sometimes rows move, and sometimes the hint says
    /// so, and sometimes it says something else.
    private static func change(
        _ grid: inout Grid,
        _ generator: inout SeededGenerator,
    ) -> Scroll? {
        let texts = [
            "Größenwahn AG", "株式会社みどり雲", "👩‍👩‍👧 ❤️ x", "e\u{301}\u{302}", "        ", "12,480.50",
            "\u{1B}[2J", "a b", "ﷺ‮abc",
        ]
        let profile = TextProfile()
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            let area = grid.size.area
            let column = Int.random(in: -3..<area.columns, using: &generator)
            let row = Int.random(in: 0..<area.rows, using: &generator)
            let style = Style(
                Role.allCases.randomElement(using: &generator) ?? .primary,
                on: Bool.random(using: &generator) ? .background : .surface,
                Attributes(rawValue: UInt8.random(in: 0..<16, using: &generator)),
            )
            if Int.random(in: 0..<4, using: &generator) == 0 {
                let width = Int.random(in: 0..<30, using: &generator)
                grid.fill(Area(column: column, row: row, columns: width, rows: 2), style)
            } else {
                let text = VisibleText(
                    texts.randomElement(using: &generator) ?? "",
                    for: profile
                )
                grid.write(text, column: column, row: row, in: area, style)
            }
        }
        let rows = grid.size.rows
        let first = Int.random(in: 0..<rows, using: &generator)
        return Scroll(
            firstRow: first,
            endRow: Int.random(in: first...rows, using: &generator),
            count: Int.random(in: -4...4, using: &generator),
        )
    }

    static func require(_ screen: EmulatedScreen, shows grid: Grid) throws {
        for row in 0..<grid.size.rows {
            for column in 0..<grid.size.columns {
                let cell = grid[column, row]
                let shown = screen[column, row]
                if cell.span == 0 {
                    try #require(
                        shown.isContinuation,
                        "\(column), \(row) \(grid[column - 1, row]) \(screen[column - 1, row])"
                    )
                    continue
                }
                let ink = ink(cell.style)
                try #require(shown.character == cell.character, "\(column), \(row)")
                let isGround =
                    shown.character == " "
                    && ink.attributes.isDisjoint(with: [.reverse, .underline])
                if isGround {
                    try #require(
                        shown.look.split(separator: " ")[1] == ink.ground,
                        "\(column), \(row)"
                    )
                } else {
                    try #require(shown.look == look(ink), "\(column), \(row) \(cell.character)")
                }
            }
        }
        try #require(screen.unknown.filter { !$0.hasPrefix("mode 2026") } == [])
    }

    private static func look(_ ink: Ink) -> String {
        let codes = [(Attributes.bold, 1), (.dim, 2), (.underline, 4), (.reverse, 7)]
            .filter { ink.attributes.contains($0.0) }.map { "\($0.1)" }
        return "\(ink.text) \(ink.ground) \(codes.joined(separator: ","))"
    }

    @Test func nothingIsWrittenWhenNothingHasChanged() {
        var painter = Painter(.least, inkOf: Self.ink)
        let frame = Frame(Grid(GridSize(columns: 10, rows: 3)), caret: .init(column: 2, row: 1))
        #expect(!painter.paint(frame).isEmpty)
        #expect(painter.paint(frame).isEmpty)
        painter.forget()
        #expect(!painter.paint(frame).isEmpty)
    }

    @Test func theCaretIsShownWhereItStandsAndNowhereElse() {
        var painter = Painter(.least, inkOf: Self.ink)
        var screen = EmulatedScreen(columns: 10, rows: 3)
        let grid = Grid(GridSize(columns: 10, rows: 3))
        screen.feed(painter.paint(Frame(grid, caret: .init(column: 2, row: 1))))
        #expect(screen.isCaretShown)
        #expect((screen.column, screen.row) == (2, 1))
        screen.feed(painter.paint(Frame(grid)))
        #expect(!screen.isCaretShown)
    }

    @Test func whereTheLocaleKnowsOnlyASCIINothingElseIsSent() {
        var abilities = TerminalAbilities.least
        abilities.isUTF8 = false
        var painter = Painter(abilities, inkOf: Self.ink)
        var grid = Grid(GridSize(columns: 12, rows: 1))
        let text = VisibleText("Größe 株x", for: TextProfile())
        grid.write(text, column: 0, row: 0, in: grid.size.area, .plain)
        let bytes = painter.paint(Frame(grid))
        #expect(bytes.allSatisfy { $0 < 0x80 })
        var screen = EmulatedScreen(columns: 12, rows: 1)
        screen.feed(bytes)
        #expect(screen.lines == ["Gr??e ??x   "])
    }

    @Test func aLargeChangeIsMarkedAsOneWhereTheTerminalKnowsMarks() {
        var abilities = TerminalAbilities.least
        abilities.isSynchronised = true
        var painter = Painter(abilities, inkOf: Self.ink)
        var grid = Grid(GridSize(columns: 100, rows: 20))
        _ = painter.paint(Frame(grid))
        for row in 0..<20 {
            let text = VisibleText(String(repeating: "x", count: 90), for: TextProfile())
            grid.write(text, column: 0, row: row, in: grid.size.area, .plain)
        }
        let bytes = String(decoding: painter.paint(Frame(grid)), as: UTF8.self)
        #expect(bytes.hasPrefix("\u{1B}[?2026h") && bytes.hasSuffix("\u{1B}[?2026l"))
    }
}
