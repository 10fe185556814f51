import TerminalKit
import TestRigs
import Testing

@Suite struct WidgetTests {
    /// Each row is a sample, a size, a profile and what somebody does; the screen after it is
    /// recorded, with what the widget answered.
    @Test func widgetsAreDrawnAsRecorded() throws {
        for row in try TestFolder().rows("widgets.tsv") {
            let sample = try #require(WidgetSample.all[row[1]], "\(row)")
            let profile = try #require(profiles[row[3]], "\(row)")
            let script = KeyScript(row[4])
            var rig = WidgetRig(sample, size(row[2]), profile)
            for event in script.events { rig.take(event) }
            rig.isFocused = row[3] != "unfocused"
            let header = ["\(row[1]), \(row[3])"] + (row[4].isEmpty ? [] : ["keys: \(script)"])
            expectScreen(rig.grid, header + rig.report, named: "Widgets/\(row[0]).txt")
        }
    }

    @Test func everySampleIsRecorded() throws {
        let used = Set(try TestFolder().rows("widgets.tsv").map { $0[1] })
        #expect(Set(WidgetSample.all.keys).subtracting(used) == [])
    }

    private let profiles: [String: TextProfile] = [
        "unicode": TextProfile(),
        "unfocused": TextProfile(),
        "ascii": TextProfile(marks: .ascii),
        "east-asian": TextProfile(ambiguous: .wide),
    ]

    private func size(_ text: String) -> GridSize {
        let numbers = text.split(separator: "×").compactMap { Int($0) }
        precondition(numbers.count == 2, "\(text) is no size")
        return GridSize(columns: numbers[0], rows: numbers[1])
    }

    // MARK: Anything at any size

    @Test(arguments: WidgetSample.all.keys.sorted())
    func noKeysAndNoSizeMakeAWidgetCrashOrDrawElsewhere(_ name: String) throws {
        let sample = try #require(WidgetSample.all[name])
        forEachSeed(20) { random in
            var rig = WidgetRig(sample, anySize(&random), anyProfile(&random))
            for _ in 0..<12 {
                if Int.random(in: 0..<4, using: &random) == 0 { rig.size = anySize(&random) }
                rig.take(anyEvent(&random))
                try requireSentinels(in: rig, &random)
            }
        }
    }

    /// Draws the widget in the middle of a screen whose other cells must stay what they are.
    private func requireSentinels(
        in rig: WidgetRig,
        _ random: inout SeededGenerator,
    ) throws {
        let sentinel = Style(.bad, on: .good, [.reverse, .dim])
        let area = Area(column: 3, row: 2, columns: rig.size.columns, rows: rig.size.rows)
        let size = GridSize(columns: area.columns + 6, rows: area.rows + 4)
        var grid = Grid(size, style: sentinel)
        let isFocused = Bool.random(using: &random)
        rig.draw(into: &grid, area, isFocused: isFocused)
        for row in 0..<size.rows {
            for column in 0..<size.columns where !area.contains(column: column, row: row) {
                let cell = grid[column, row]
                try #require(
                    cell == .blank(sentinel),
                    "\(cell.character) at \(column), \(row) is outside \(area)",
                )
            }
        }
        if let caret = rig.caret(in: area) {
            try #require(area.contains(column: caret.column, row: caret.row), "\(caret)")
        }
    }

    private func anySize(_ random: inout SeededGenerator) -> GridSize {
        let largest = Bool.random(using: &random) ? (12, 6) : (60, 18)
        return GridSize(
            columns: Int.random(in: 0...largest.0, using: &random),
            rows: Int.random(in: 0...largest.1, using: &random),
        )
    }

    private func anyEvent(_ random: inout SeededGenerator) -> InputEvent {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return .paste(hostileText(&random), isCut: false)
        case 1:
            let column = Int.random(in: 0..<80, using: &random)
            let row = Int.random(in: 0..<30, using: &random)
            let kind = ["Click", "WheelUp", "WheelDown"].randomElement(using: &random) ?? ""
            return KeyScript("<\(kind) \(column),\(row)>").events[0]
        case 2:
            let text = hostileText(&random, upTo: 1)
            return .key(KeyPress(.character(text.first ?? "y")))
        case _:
            return keys.randomElement(using: &random) ?? .key(KeyPress(.enter))
        }
    }

    private let keys = KeyScript(
        """
        s t a " " : p y n G <Enter> <Tab> <Tab> <S-Tab> <Backspace> <Up> <Down> <Left> <Right> \
        <Home> <End> <PageUp> <PageDown> <Delete> <C-a> <C-e> <C-u> <C-k> <C-w> <M-b> <M-f> \
        <M-d> <M-Backspace> <Esc> <F1> <C-Left> <C-Right> <Insert> <M-x>
        """
    ).events
}
