import TerminalKit
import TestRigs
import Testing

@Suite struct ConsoleFrameTests {
    /// The picture of the console, drawn by the frame and by owners who fill its parts.
    @Test func theFrameOfTheConsoleIsDrawnAsDesigned() throws {
        let lines = try TestFolder().text("console-frame.txt").split(separator: "\n")
        let frame = WidgetSample.consoleFrame
        let size = GridSize(columns: lines[0].count, rows: lines.count)
        let profile = TextProfile()
        var grid = Grid(size)
        frame.draw(into: &grid, size.area, profile, isFocused: true)
        for part in frame.parts(0, of: size.area) + frame.parts(1, of: size.area) {
            for row in part.row..<part.endRow {
                let text = String(lines[row].dropFirst(part.column).prefix(part.columns))
                let visible = VisibleText(text, for: profile)
                grid.write(visible, column: part.column, row: row, in: part, .plain)
            }
        }
        let drawn = (0..<size.rows).map { row in
            String((0..<size.columns).map { grid[$0, row].character })
        }
        #expect(drawn == lines.map(String.init))
    }

    @Test func clicksOnTheEdgeOfABoxFindItsTabs() throws {
        let frame = WidgetSample.consoleFrame
        let area = Area(column: 2, row: 1, columns: 109, rows: 7)
        let place = frame.titleArea(1, of: area, TextProfile())
        let tabs = Tabs(["Summary", "Lines", "Explain", "History", "Raw"])
        let found = (area.column..<area.endColumn).map {
            tabs.tab(at: $0, in: place, TextProfile())
        }
        let widths = [nil, 0, 1, 2, 3, 4].map { tab in found.count { $0 == tab } }
        #expect(widths == [70, 9, 7, 9, 9, 5])
    }

    @Test func thePartsOfABoxAndItsLinesFillIt() {
        forEachSeed(300) { random in
            let frame = anyFrame(&random)
            let size = GridSize(
                columns: Int.random(in: 2...40, using: &random),
                rows: Int.random(in: 2...14, using: &random),
            )
            let untouched = Style(.bad)
            var grid = Grid(size, style: untouched)
            frame.draw(into: &grid, size.area, TextProfile(), isFocused: true)
            for pane in frame.panes.indices {
                for part in frame.parts(pane, of: size.area) {
                    for row in part.row..<part.endRow {
                        for column in part.column..<part.endColumn {
                            try #require(grid[column, row] == .blank(untouched))
                        }
                    }
                    grid.fill(part, .plain)
                }
            }
            let isFilled = (0..<size.rows).allSatisfy { row in
                (0..<size.columns).allSatisfy { grid[$0, row].style != untouched }
            }
            try #require(isFilled, "\(ScreenText(grid).text)")
        }
    }

    private func anyFrame(_ random: inout SeededGenerator) -> BoxFrame {
        let panes = (0..<Int.random(in: 1...3, using: &random)).map { _ in
            var pane = BoxPane()
            pane.columns = Int.random(in: 0...20, using: &random)
            pane.dividers = (0..<Int.random(in: 0...2, using: &random)).map { _ in
                let rows = Int.random(in: 0...6, using: &random)
                return Bool.random(using: &random) ? .below(rows) : .above(rows)
            }
            return pane
        }
        return BoxFrame(panes)
    }
}
