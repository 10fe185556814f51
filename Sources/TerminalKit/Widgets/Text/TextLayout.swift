/// One row of a text: a part of one of its lines.
struct TextRow {
    let line: Int
    /// Which row of its line it is, and of how many.
    let row: Int
    let rowsOfLine: Int
    let cells: Range<Int>

    func isBefore(_ other: TextRow) -> Bool {
        (line, row) < (other.line, other.row)
    }
}

/// Where the rows of a text are in a window of one size. Lines are laid out when they are asked
/// for; nothing here looks at all of them.
struct TextLayout {
    let lines: [StyledLine]
    let columns: Int
    let windowRows: Int
    let profile: TextProfile

    /// A text without lines is drawn as an empty one.
    private var lineCount: Int { max(lines.count, 1) }

    private func flowed(_ line: Int) -> FlowedLine {
        FlowedLine(line < lines.count ? lines[line] : StyledLine([]), profile)
    }

    private func rows(of line: Int) -> [Range<Int>] {
        flowed(line).rows(columns)
    }

    private func textRow(_ line: Int, _ row: Int, of rows: [Range<Int>]) -> TextRow {
        let row = max(min(row, rows.count - 1), 0)
        return TextRow(line: line, row: row, rowsOfLine: rows.count, cells: rows[row])
    }

    // MARK: The window

    /// The row at the top of the window when a cell is to stand there: its own, or an earlier one
    /// where the text ends before the window does.
    func top(_ line: Int, _ cell: Int) -> TextRow {
        let line = max(min(line, lineCount - 1), 0)
        let rows = rows(of: line)
        let row = rows.lastIndex { $0.lowerBound <= cell } ?? 0
        let top = textRow(line, row, of: rows)
        // Each line has a row at least.
        if lineCount - line > windowRows { return top }
        let last = lastTop
        return last.isBefore(top) ? last : top
    }

    /// The row at the top of the window that shows the end.
    var lastTop: TextRow {
        var missing = windowRows
        var line = lineCount - 1
        while true {
            let rows = rows(of: line)
            if rows.count >= missing || line == 0 {
                return textRow(line, rows.count - missing, of: rows)
            }
            missing -= rows.count
            line -= 1
        }
    }

    /// The row so many rows on, or back, as far as the window can be moved.
    func row(_ distance: Int, from start: TextRow) -> TextRow {
        var line = start.line
        var rows = rows(of: line)
        var row = start.row + distance
        while row < 0 && line > 0 {
            line -= 1
            rows = self.rows(of: line)
            row += rows.count
        }
        while row >= rows.count && line < lineCount - 1 {
            line += 1
            row -= rows.count
            rows = self.rows(of: line)
        }
        let found = textRow(line, row, of: rows)
        return top(line, found.cells.lowerBound)
    }

    /// The rows of all lines, or the limit if there are more.
    func rows(upTo limit: Int) -> Int {
        var count = 0
        for line in lines.indices {
            if count >= limit { return limit }
            count += rows(of: line).count
        }
        return min(count, limit)
    }

    // MARK: Drawing

    /// - Returns: how much of the text comes before the end of the window.
    func draw(from top: TextRow, into grid: inout Grid, _ area: Area) -> Position {
        var line = top.line
        var first = top.row
        var drawn = 0
        while drawn < area.rows && line < lines.count {
            let flowed = flowed(line)
            let rows = flowed.rows(columns)
            for row in rows[first...].prefix(area.rows - drawn) {
                flowed.draw(row, into: &grid, area.row(drawn))
                drawn += 1
                first += 1
            }
            if first < rows.count { return Position(line, first, of: rows.count) }
            first = 0
            line += 1
        }
        return Position(line, 0, of: 1)
    }

    /// How much of a text comes before a row, where each line counts alike: the rows of the whole
    /// are not known.
    struct Position {
        let value: Int

        static let line = 1 << 14

        init(_ line: Int, _ row: Int, of rows: Int) {
            value = line * Self.line + Self.line * row / rows
        }
    }

    func scrollbar(from top: TextRow, to end: Position) -> Scrollbar {
        let start = Position(top.line, top.row, of: top.rowsOfLine)
        return Scrollbar(
            top: start.value,
            visible: end.value - start.value,
            total: lineCount * Position.line,
        )
    }
}
