/// A curve as text: how something grows along a line, to be looked at rather than read.
///
/// Two by four dots in a cell, or a sign per cell where only ASCII is to be had.
package struct CurveChart: Hashable, Sendable {
    /// Heights from 0 to `full`, evenly spaced.
    private let heights: [Int]
    private let full: Int

    /// - Parameter full: the height of the chart's top, above zero
    package init(heights: [Int], full: Int) {
        precondition(full > 0, "a chart has a height")
        self.heights = heights.map { min(max($0, 0), full) }
        self.full = full
    }

    /// How many heights a chart of so many columns has room for.
    package static func points(in columns: Int, marks: MarkForm) -> Int {
        marks == .ascii ? columns : columns * 2
    }

    package func lines(rows: Int, marks: MarkForm) -> [String] {
        marks == .ascii ? plainLines(rows) : dotLines(rows)
    }

    private func plainLines(_ rows: Int) -> [String] {
        (0..<rows).map { row in
            let line = heights.map { height in
                level(of: height, of: rows) == rows - 1 - row ? "*" : " "
            }
            return Self.withoutBlanksAtEnd(line.joined())
        }
    }

    /// Braille cells: the curve, and what lies between two of its points.
    private func dotLines(_ rows: Int) -> [String] {
        let levels = heights.map { level(of: $0, of: rows * 4) }
        var cells = [[UInt32]](
            repeating: [UInt32](repeating: 0, count: (heights.count + 1) / 2),
            count: rows
        )
        for (index, end) in levels.enumerated() {
            let start = index > 0 ? min(levels[index - 1] + 1, end) : end
            for level in start...max(start, end) {
                let place = rows * 4 - 1 - level
                cells[place / 4][index / 2] |= Self.dot(column: index % 2, row: place % 4)
            }
        }
        return cells.map { row in
            var line = String.UnicodeScalarView()
            for cell in row {
                line.append(cell == 0 ? " " : Unicode.Scalar(0x2800 + cell) ?? " ")
            }
            return Self.withoutBlanksAtEnd(String(line))
        }
    }

    private func level(of height: Int, of levels: Int) -> Int {
        min(levels - 1, height * levels / full)
    }

    private static func dot(column: Int, row: Int) -> UInt32 {
        let left: [UInt32] = [0x01, 0x02, 0x04, 0x40]
        let right: [UInt32] = [0x08, 0x10, 0x20, 0x80]
        return column == 0 ? left[row] : right[row]
    }

    private static func withoutBlanksAtEnd(_ line: String) -> String {
        guard let last = line.lastIndex(where: { $0 != " " }) else { return "" }
        return String(line[...last])
    }
}
