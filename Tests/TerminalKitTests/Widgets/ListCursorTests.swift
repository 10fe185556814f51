import TerminalKit
import TestRigs
import Testing

@Suite struct ListCursorTests {
    @Test func theCursorIsInItsWindowAndTheWindowIsFull() {
        forEachSeed(300) { random in
            var count = Int.random(in: 0...60, using: &random)
            var rows = Int.random(in: 1...20, using: &random)
            var cursor = ListCursor(count: count)
            for _ in 0..<40 {
                switch Int.random(in: 0..<6, using: &random) {
                case 0:
                    rows = Int.random(in: 1...20, using: &random)
                    cursor.fit(rows: rows)
                case 1:
                    count = Int.random(in: 0...60, using: &random)
                    cursor.recount(count)
                case 2: cursor.select(Int.random(in: -5...70, using: &random))
                case _: cursor.move(anyMovement(&random))
                }
                let top = cursor.top(rows: rows)
                try #require(cursor.index < max(count, 1) && cursor.index >= 0)
                try #require((top..<top + rows).contains(cursor.index))
                try #require(top == 0 || top + rows <= count, "\(top) + \(rows) of \(count)")
            }
        }
    }

    @Test func pagesKeepARowAndTheCursorsPlace() {
        var cursor = ListCursor(count: 100)
        cursor.fit(rows: 10)
        cursor.select(4)
        cursor.move(.pageDown)
        #expect(cursor.index == 13 && cursor.top(rows: 10) == 9)
        cursor.move(.pageDown)
        #expect(cursor.index == 22 && cursor.top(rows: 10) == 18)
        cursor.move(.pageUp)
        #expect(cursor.index == 13 && cursor.top(rows: 10) == 9)
        cursor.move(.by(.max))
        #expect(cursor.index == 99 && cursor.top(rows: 10) == 90)
        cursor.move(.by(.min))
        #expect(cursor.index == 0 && cursor.top(rows: 10) == 0)
    }

    private func anyMovement(_ random: inout SeededGenerator) -> Movement {
        let some: [Movement] = [
            .up, .down, .pageUp, .pageDown, .first, .last,
            .by(Int.random(in: -9...9, using: &random)), .by(.max), .by(.min),
        ]
        return some.randomElement(using: &random) ?? .up
    }
}
