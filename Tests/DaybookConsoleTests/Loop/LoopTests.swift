import DaybookConsole
import DaybookCore
import TerminalKit
import TestRigs
import Testing

@Suite struct LoopTests {
    @Test func nothingIsDrawnWhenNothingHappens() async {
        let driver = await ConsoleDriver.run(steps: [
            .input(Array("j".utf8)), .pass(milliseconds: 60_000), .input([0x1B]),
            .pass(milliseconds: 60_000),
        ])
        // The start, the key, and nothing for what changes nothing.
        #expect(driver.answers[0] > 0)
        #expect(driver.answers[1] > 0)
        #expect(driver.answers[2...].allSatisfy { $0 < 200 }, "\(driver.answers)")
    }

    @Test func aStepOfTheCursorCostsFewBytes() async {
        // As over a slow line: keys one after the other, faster than the record follows.
        let steps = (0..<100).flatMap { _ in
            [ScriptedTerminal.Step.input(Array("j".utf8)), .pass(milliseconds: 80)]
        }
        let driver = await ConsoleDriver.run(size: GridSize(columns: 160, rows: 50), steps: steps)
        let bytes = driver.answers.dropFirst(2)
        #expect(bytes.reduce(0, +) / bytes.count <= 400, "\(driver.answers)")
    }

    @Test func keysThatComeAllAtOnceEndWhereKeysOneByOneEnd() async {
        let keys = "jjjj\u{1B}[6~k\u{1B}[6~G\u{1B}[5~jj2jj"
        let bytes = Array(keys.utf8)
        let rest = ScriptedTerminal.Step.pass(milliseconds: 1000)
        let flood = await ConsoleDriver.run(steps: [.input(bytes), rest])
        // So quickly that no Escape is taken for a key of its own.
        let drops = await ConsoleDriver.run(
            steps: bytes.flatMap { [.input([$0]), .pass(milliseconds: 1)] } + [rest]
        )
        #expect(flood.text == drops.text)
    }

    @Test func whatOthersChangeIsShownAndTheCursorStaysOnItsRecord() async {
        var books = SampleBooks()
        let arrivals = Arrivals()
        books.arrivals = arrivals
        let driver = await ConsoleDriver.run(
            books,
            steps: [
                .input(Array("2jj".utf8)), .input(Array("5jjjj".utf8)), .look,
                .news { arrivals.add(7) }, .look,
            ]
        )
        let texts = driver.screens.map { $0.lines.joined(separator: "\n") }
        #expect(texts[0].contains("5 of 300"), "\(texts[0])")
        #expect(texts[2].contains("5 of 307"), "\(texts[2])")
        #expect(driver.state.current.table.current?.key != nil)
    }

    @Test func aPaneThatIsNotSeenIsReadAgainWhenItIs() async {
        var books = SampleBooks()
        let arrivals = Arrivals()
        books.arrivals = arrivals
        let driver = await ConsoleDriver.run(
            books,
            steps: [.input(Array("2".utf8)), .news { arrivals.add(7) }, .input(Array("5".utf8))]
        )
        #expect(driver.text.contains("1 of 307"), "\(driver.text)")
    }

    @Test func anEscapeAloneIsAKeyAfterItsDelay() async {
        let driver = await ConsoleDriver.run(steps: [
            .input(Array("/nobody".utf8)), .input([0x1B]), .pass(milliseconds: 25),
        ])
        #expect(driver.state.current.filter.isEmpty)
    }

    @Test func everySizeIsDrawnAndTheTerminalShowsIt() async {
        let sizes = [(200, 60), (40, 10), (1, 1), (101, 12), (80, 24), (300, 3), (12, 100), (0, 0)]
        for (columns, rows) in sizes {
            let size = GridSize(columns: columns, rows: rows)
            let driver = await ConsoleDriver.run(steps: [
                .input(Array("jj".utf8)), .resize(size), .input(Array("j?".utf8)),
            ])
            let grid = driver.state.frame().grid
            #expect(grid.size == size)
            let shown = (0..<size.rows).map { row in
                String(
                    (0..<size.columns).filter { grid[$0, row].span > 0 }.map {
                        grid[$0, row].character
                    }
                )
            }
            #expect(driver.screen.lines == shown, "\(size)")
        }
    }

    @Test func aProcessThatGoesOnDrawsItsScreenAnew() async {
        let driver = await ConsoleDriver.run(steps: [.input([0x1A]), .stop])
        #expect(driver.suspensions == 1)
        #expect(driver.text.contains("5 Invoices 300"))
    }

    @Test(arguments: [TerminalEnd.closed, .signalled(15), .signalled(1)])
    func aTerminalThatEndsEndsTheLoop(_ end: TerminalEnd) async {
        let driver = await ConsoleDriver.run(steps: [.input(Array("j".utf8)), .end(end)])
        #expect(driver.end == end)
    }

    @Test func whoQuitsIsGone() async {
        for key in ["q", "\u{3}"] {
            let driver = await ConsoleDriver.run(steps: [.input(Array(key.utf8))])
            #expect(driver.end == nil)
            #expect(driver.state.isLeaving)
        }
    }

    @Test func garbageFromTheTerminalDoesNoHarm() async {
        var generator = SeededGenerator(seed: 11)
        let bytes = (0..<20_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
            .filter { ![UInt8(ascii: "q"), 3, 26].contains($0) }
        let driver = await ConsoleDriver.run(
            steps: stride(from: 0, to: bytes.count, by: 97).map {
                .input(Array(bytes[$0..<min($0 + 97, bytes.count)]))
            }
        )
        #expect(driver.end == .closed)
        #expect(driver.screen.unknown == [])
    }
}
