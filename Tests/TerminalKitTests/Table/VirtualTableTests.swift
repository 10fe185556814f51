import TerminalKit
import TestRigs
import Testing

@Suite struct VirtualTableTests {
    private static let columns = [ListColumn("Name", narrowest: 4), ListColumn("Amount", .decimal)]

    private static func row(_ index: Int) -> ListRow {
        ListRow(key: "\(index)", cells: [ListCell("row \(index)"), ListCell("\(index).50")])
    }

    /// What a list of so many rows answers to a request.
    private static func answer(_ request: RowRequest, of total: Int) -> RowWindow {
        let start =
            request.place >= 0 ? request.place : max(0, total + request.place)
        let end = min(total, start + request.count)
        let rows = start < end ? (start..<end).map(row) : []
        let place = request.place >= 0 ? start : start - total
        return RowWindow(place: place, rows: rows, total: nil)
    }

    /// What the table wants; it has to want something.
    private static func need(_ table: inout VirtualTable) -> RowRequest {
        guard let request = table.need() else {
            Issue.record("the table wants no rows")
            return RowRequest(place: 0, count: 1)
        }
        return request
    }

    /// Walks at random through lists of any length, with answers that come late, or before or
    /// after the count; in the end the table stands where a list held as a whole would stand.
    @Test func wherEverOneGoesTheRowsThatAreSeenAreTheOnesOfTheirPlaces() {
        forEachSeed(300) { generator in
            let total = [0, 1, 5, 20, 21, 300].randomElement(using: &generator) ?? 0
            var table = VirtualTable(Self.columns, profile: TextProfile())
            var waiting: [RowRequest] = []
            var isCounted = false
            table.resize(height: Int.random(in: 1...30, using: &generator))
            for _ in 0..<60 {
                if let request = table.need() { waiting.append(request) }
                switch Int.random(in: 0..<10, using: &generator) {
                case 0: table.resize(height: Int.random(in: 1...30, using: &generator))
                case 1 where !isCounted:
                    isCounted = true
                    table.setTotal(total)
                case 2...5:
                    if let request = waiting.popLast() {
                        table.take(Self.answer(request, of: total), for: request)
                    }
                default: table.move(Self.movement(&generator))
                }
            }
            table.setTotal(total)
            for request in waiting { table.take(Self.answer(request, of: total), for: request) }
            while let request = table.need() {
                table.take(Self.answer(request, of: total), for: request)
            }
            try Self.requireSettled(table, total)
        }
    }

    private static func movement(_ generator: inout SeededGenerator) -> Movement {
        let all: [Movement] = [
            .up, .down, .down, .pageUp, .pageDown, .first, .last, .by(3), .by(-3), .by(1000),
        ]
        return all.randomElement(using: &generator) ?? .up
    }

    private static func requireSettled(_ table: VirtualTable, _ total: Int) throws {
        try #require(table.total == total)
        try #require(table.isComplete)
        try #require(table.cursor >= 0 && table.cursor <= max(0, total - 1))
        try #require(table.top >= 0)
        if total == 0 { return }
        // The cursor is seen, and no row is wasted at the end.
        try #require((table.top..<table.top + table.height).contains(table.cursor))
        try #require(table.top + table.height <= max(total, table.height))
        for place in table.top..<min(table.top + table.height, total) {
            try #require(table.row(at: place)?.key == "\(place)")
        }
    }

    @Test func theEndIsShownBeforeAnybodyHasCounted() {
        var table = VirtualTable(Self.columns, profile: TextProfile())
        table.resize(height: 10)
        let first = Self.need(&table)
        table.take(Self.answer(first, of: 1000), for: first)
        table.move(.last)
        let last = Self.need(&table)
        #expect(last.place < 0)
        table.take(Self.answer(last, of: 1000), for: last)
        #expect(table.current?.key == "999")
        table.move(.up)
        #expect(table.current?.key == "998")
        table.setTotal(1000)
        #expect(table.cursor == 998)
        #expect(table.current?.key == "998")
    }

    @Test func whoJumpsThereAndBackWaitsOnlyOnce() {
        var table = VirtualTable(Self.columns, profile: TextProfile())
        table.resize(height: 10)
        table.setTotal(1_000)
        let start = Self.need(&table)
        table.take(Self.answer(start, of: 1_000), for: start)
        table.move(.last)
        while let request = table.need() {
            table.take(Self.answer(request, of: 1_000), for: request)
        }
        table.move(.first)
        #expect(table.need() == nil && table.current?.key == "0")
        table.move(.last)
        #expect(table.need() == nil && table.current?.key == "999")
        // What is read anew is nowhere there yet.
        table.reload()
        #expect(table.need() != nil)
    }

    @Test func afterAChangeTheCursorStaysWithItsRecord() {
        var table = VirtualTable(Self.columns, profile: TextProfile())
        table.resize(height: 10)
        let request = Self.need(&table)
        table.take(Self.answer(request, of: 100), for: request)
        for _ in 0..<4 { table.move(.down) }
        table.reload()
        let again = Self.need(&table)
        // Three records have come before it.
        let rows = [-3, -2, -1].map { Self.row($0) } + (0..<20).map(Self.row)
        table.take(RowWindow(place: 0, rows: rows, total: 103), for: again)
        #expect(table.current?.key == "4")
        #expect(table.cursor == 7)
    }

    @Test func aRecordThatIsFarAwayByNowTakesTheViewWithIt() {
        var table = VirtualTable(Self.columns, profile: TextProfile())
        table.resize(height: 10)
        let request = Self.need(&table)
        table.take(Self.answer(request, of: 100), for: request)
        for _ in 0..<4 { table.move(.down) }
        table.reload()
        let again = Self.need(&table)
        #expect(again == RowRequest(place: 0, count: 30, keeping: "4"))
        // A thousand records have come before it.
        let rows = (-11..<19).map(Self.row)
        table.take(RowWindow(place: 989, rows: rows, total: 1100), for: again)
        #expect(table.current?.key == "4")
        #expect((table.cursor, table.top) == (1004, 1000))
        // It is kept once: then one walks on.
        table.move(.first)
        #expect(Self.need(&table) == RowRequest(place: 0, count: 10))
    }

    @Test func aNumberIsNeverCut() {
        for columns in [10, 16, 20, 24, 40] {
            var table = VirtualTable(
                [ListColumn("Name", narrowest: 4), ListColumn("Amount", .decimal, rank: 1)],
                profile: TextProfile(),
            )
            table.resize(height: 3)
            let request = Self.need(&table)
            let amounts = ["12,480.50", "310", "1,234,567.8901"]
            let rows = amounts.enumerated().map { index, amount in
                ListRow(key: "\(index)", cells: [ListCell("a long name"), ListCell(amount)])
            }
            table.take(RowWindow(place: 0, rows: rows, total: 3), for: request)
            var grid = Grid(GridSize(columns: columns, rows: 4))
            table.draw(into: &grid, grid.size.area, TextProfile(), isFocused: true)
            let text = (0..<4).map { row in
                String((0..<columns).map { grid[$0, row].character })
            }
            for (amount, line) in zip(amounts, text.dropFirst()) {
                let digits = line.filter { $0.isNumber || $0 == "#" }
                #expect(digits.isEmpty || digits.contains("#") || line.contains(amount), "\(text)")
            }
        }
    }
}
