import TerminalKit
import TestRigs
import Testing

@Suite struct ScrollingTextTests {
    private let profile = TextProfile()

    @Test func theSameTextStaysAtTheTopWhenTheWidthChanges() {
        forEachSeed(200) { random in
            let words = (0..<400).map { "w\($0)" }
            var text = ScrollingText(lines(of: words, &random))
            text.fit(area(30, 8), profile)
            for _ in 0..<Int.random(in: 0...20, using: &random) { text.move(.down) }
            let first = try #require(rows(of: text, area(30, 8)).compactMap(\.first).first)
            let other = area(Int.random(in: 8...60, using: &random), 8)
            text.fit(other, profile)
            let shown = rows(of: text, other).flatMap(\.self)
            let hasRoom = rows(of: text, other).count == 8 && text.hasMoreBelow
            if hasRoom { try #require(shown.contains(first), "\(first) in \(shown)") }
            text.fit(area(30, 8), profile)
            let back = try #require(rows(of: text, area(30, 8)).compactMap(\.first).first)
            try #require(back == first)
        }
    }

    @Test func readingFromTheStartToTheEndShowsEveryWordInOrder() {
        forEachSeed(60) { random in
            let words = (0..<Int.random(in: 1...300, using: &random)).map { "w\($0)" }
            var text = ScrollingText(lines(of: words, &random))
            let window = area(Int.random(in: 8...40, using: &random), 1)
            text.fit(window, profile)
            var read: [String] = []
            while true {
                read += rows(of: text, window).flatMap(\.self)
                if !text.hasMoreBelow { break }
                text.move(.down)
            }
            try #require(read == words)
            text.move(.by(-100_000))
            try #require(!text.hasMoreAbove)
            text.move(.last)
            try #require(!text.hasMoreBelow)
        }
    }

    @Test func noPieceOfALongLineIsLost() {
        let pieces = ["x", "日本 ", "\u{301}", "👩\u{200D}💻", " ", "é", "🇩🇪"]
        forEachSeed(20) { random in
            let piece = try #require(pieces.randomElement(using: &random))
            let line = String(repeating: piece, count: Int.random(in: 500...9000, using: &random))
            let text = ScrollingText([StyledLine("ab"), StyledLine(line)])
            let joined = text.lines.dropFirst().flatMap(\.spans).map(\.text).joined()
            try #require(joined.unicodeScalars.elementsEqual(line.unicodeScalars))
            let longest = text.lines.map { $0.spans.reduce(0) { $0 + $1.text.utf8.count } }.max()
            try #require(longest ?? 0 <= 4096)
        }
    }

    @Test func aTextThatIsReplacedKeepsItsPlaceOnlyIfItShould() {
        var text = ScrollingText((1...50).map { StyledLine("line \($0)") })
        text.fit(area(20, 5), profile)
        text.move(.by(20))
        text.replace((1...60).map { StyledLine("line \($0)") }, keepsPlace: true)
        #expect(rows(of: text, area(20, 5)).first == ["line", "21"])
        text.replace((1...60).map { StyledLine("line \($0)") })
        #expect(rows(of: text, area(20, 5)).first == ["line", "1"])
        text.move(.last)
        text.replace([StyledLine("one line")], keepsPlace: true)
        #expect(rows(of: text, area(20, 5)) == [["one", "line"]])
    }

    private func area(_ columns: Int, _ rows: Int) -> Area {
        GridSize(columns: columns, rows: rows).area
    }

    private func lines(of words: [String], _ random: inout SeededGenerator) -> [StyledLine] {
        var lines: [StyledLine] = []
        var rest = words[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...30, using: &random)
            lines.append(StyledLine(rest.prefix(count).joined(separator: " ")))
            rest = rest.dropFirst(count)
        }
        return lines
    }

    /// The words of each row that is shown and has any; the scrollbar's column is left out.
    private func rows(of text: ScrollingText, _ area: Area) -> [[String]] {
        var grid = Grid(GridSize(columns: area.columns, rows: area.rows))
        text.draw(into: &grid, area, profile, isFocused: true)
        return (0..<area.rows).map { row in
            let characters = (0..<area.columns - 1).map { grid[$0, row].character }
            return String(characters).split(separator: " ").map(String.init)
        }.filter { !$0.isEmpty }
    }
}
