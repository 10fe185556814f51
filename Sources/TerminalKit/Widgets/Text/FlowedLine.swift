/// A line made visible for one terminal, with what wrapping it has to know.
struct FlowedLine {
    private struct Piece {
        let text: VisibleText
        let style: Style
        let cells: Range<Int>
    }

    private struct Cell {
        let width: Int
        let isSpace: Bool
        /// Where it ends in the text of its piece, as a UTF-8 offset.
        let end: Int
    }

    private var pieces: [Piece] = []
    private var cells: [Cell] = []

    init(_ line: StyledLine, _ profile: TextProfile) {
        for span in line.spans {
            append(VisibleText(span.text, for: profile), span.style)
        }
    }

    /// A line of one text.
    init(_ text: VisibleText) {
        append(text, .plain)
    }

    private mutating func append(_ text: VisibleText, _ style: Style) {
        let first = cells.count
        cells.reserveCapacity(first + text.width)
        if text.width == text.text.utf8.count {
            // Nearly every text: a byte is a cell. An ambiguous character of two bytes may have
            // two cells; it has no space in it, and its cells are found in the other way.
            appendBytes(of: text)
        }
        if cells.count == first {
            var end = 0
            for cell in text.cells {
                end += cell.character.utf8.count
                cells.append(Cell(width: cell.width, isSpace: cell.character == " ", end: end))
            }
        }
        pieces.append(Piece(text: text, style: style, cells: first..<cells.count))
    }

    private mutating func appendBytes(of text: VisibleText) {
        guard text.text.utf8.allSatisfy({ $0 < 0x80 }) else { return }
        for (index, byte) in text.text.utf8.enumerated() {
            cells.append(Cell(width: 1, isSpace: byte == UInt8(ascii: " "), end: index + 1))
        }
    }

    // MARK: Wrapping

    /// The rows of the line as ranges of its cells; one at least. The spaces at a break belong
    /// to no row.
    func rows(_ columns: Int) -> [Range<Int>] {
        var rows: [Range<Int>] = []
        var start = 0
        repeat {
            let end = rowEnd(from: start, columns)
            rows.append(start..<end)
            start = end
            while start < cells.count && start > 0 && cells[start].isSpace { start += 1 }
        } while start < cells.count
        return rows
    }

    private func rowEnd(from start: Int, _ columns: Int) -> Int {
        var width = 0
        var lastBreak = start
        for index in start..<cells.count {
            let cell = cells[index]
            if index > start && mayBreak(before: index) { lastBreak = index }
            width += cell.width
            if width <= columns { continue }
            if cell.isSpace && index > start { return index }
            // Where not one cell fits, a row takes one all the same, or there would be no end.
            return lastBreak > start ? lastBreak : max(index, start + 1)
        }
        return cells.count
    }

    /// Behind a space, and on both sides of a wide character: East Asian text has no spaces.
    private func mayBreak(before index: Int) -> Bool {
        let before = cells[index - 1]
        let after = cells[index]
        return !after.isSpace && (before.isSpace || before.width == 2 || after.width == 2)
    }

    // MARK: Drawing

    /// What a row says, where the line is one text.
    func text(_ row: Range<Int>) -> VisibleText {
        guard let piece = pieces.first else { preconditionFailure("a line has a text at least") }
        return part(row, of: piece)
    }

    private func part(_ row: Range<Int>, of piece: Piece) -> VisibleText {
        let text = piece.text.text
        let before = row.lowerBound - 1
        let start = before < piece.cells.lowerBound ? 0 : cells[before].end
        let end = row.isEmpty ? start : cells[row.upperBound - 1].end
        let from = text.utf8.index(text.startIndex, offsetBy: start)
        let to = text.utf8.index(text.startIndex, offsetBy: end)
        return piece.text.part(from..<to, width: cells[row].reduce(0) { $0 + $1.width })
    }

    func draw(_ row: Range<Int>, into grid: inout Grid, _ area: Area) {
        var column = area.column
        for piece in pieces {
            let part = piece.cells.clamped(to: row)
            guard !part.isEmpty else { continue }
            let shown = self.part(part, of: piece)
            column = grid.write(shown, column: column, row: area.row, in: area, piece.style)
        }
    }
}
