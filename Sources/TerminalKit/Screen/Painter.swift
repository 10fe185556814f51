/// Turns pictures into the bytes that make a terminal show them: only what has changed since the
/// one before.
package struct Painter: Sendable {
    package var abilities: TerminalAbilities
    private let inkOf: @Sendable (Style) -> Ink
    /// What the terminal shows; nil when that is not known.
    private var shown: Frame?
    private var ink: Ink?

    /// Unchanged cells of the same look between two changes are cheaper written than passed.
    private static let shortestPass = 5
    /// Fewer blanks are cheaper written than erased.
    private static let shortestErasure = 6
    private static let longestUnmarked = 512

    package init(_ abilities: TerminalAbilities, inkOf: @escaping @Sendable (Style) -> Ink) {
        self.abilities = abilities
        self.inkOf = inkOf
    }

    /// Forgets what is on the screen: somebody else has written on it, or it has a new size.
    package mutating func forget() {
        shown = nil
        ink = nil
    }

    /// The bytes that turn what is shown into this; none when nothing has changed.
    package mutating func paint(_ frame: Frame) -> [UInt8] {
        let old = shown?.grid.size == frame.grid.size ? shown?.grid : nil
        var pen = difference(from: old, to: frame.grid)
        if let old, let scroll = frame.scroll, canScroll(scroll, frame.grid.size) {
            let other = difference(from: old, to: frame.grid, after: scroll)
            if other.bytes.count < pen.bytes.count { pen = other }
        }
        let oldCaret = shown?.caret
        if old != nil && pen.bytes.isEmpty && oldCaret == frame.caret { return [] }
        // Where the cursor runs about while cells are written, it must not be seen.
        let hidesCaret = old == nil || oldCaret != nil
        if let caret = frame.caret {
            pen.move(to: caret.column, caret.row)
            pen.append("\u{1B}[?25h")
        }
        ink = pen.lastInk
        shown = frame
        return finished(pen.bytes, hidesCaret: hidesCaret)
    }

    private func difference(from old: Grid?, to new: Grid, after scroll: Scroll? = nil) -> Pen {
        // Before the first picture nobody knows what is set.
        var pen = Pen(columns: new.size.columns, ink: old == nil ? nil : ink)
        if old == nil { clear(new.size, &pen) }
        var before = old ?? Grid(new.size)
        if let scroll {
            pen.scroll(scroll, inkOf(.plain))
            before = Self.scrolled(before, scroll)
        }
        for row in 0..<new.size.rows { paint(row, before, new, &pen) }
        return pen
    }

    private func finished(_ bytes: [UInt8], hidesCaret: Bool) -> [UInt8] {
        var all: [UInt8] = []
        // One short write is seen at once anyway.
        let isMarked = abilities.isSynchronised && bytes.count > Self.longestUnmarked
        if isMarked { all += "\u{1B}[?2026h".utf8 }
        if hidesCaret { all += "\u{1B}[?25l".utf8 }
        all += bytes
        if isMarked { all += "\u{1B}[?2026l".utf8 }
        return all
    }

    private func clear(_ size: GridSize, _ pen: inout Pen) {
        let ground = inkOf(.plain)
        pen.dip(into: ground, isBlank: false)
        pen.append("\u{1B}[2J")
        // Where erasing leaves the terminal's own ground, ours has to be written.
        if abilities.erasesWithGround || ground.ground == "49" { return }
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                pen.move(to: column, row)
                pen.write(" ", cells: 1)
            }
        }
    }

    // MARK: - One row

    private func paint(_ row: Int, _ old: Grid, _ new: Grid, _ pen: inout Pen) {
        let columns = new.size.columns
        let start = row * columns
        var column = 0
        while column < columns {
            let cell = new.cells[start + column]
            if looksSame(cell, old.cells[start + column]) || cell.span == 0 {
                // The second half of a wide character that stays is not touched, and that of a
                // new one is written with its first.
                column += 1
                continue
            }
            let end = self.endOfChange(from: column, start, old, new)
            write(column..<end, row, new, &pen)
            column = end
        }
    }

    /// Where the cells that are to be written end, short passages of unchanged ones included.
    private func endOfChange(from first: Int, _ start: Int, _ old: Grid, _ new: Grid) -> Int {
        let columns = new.size.columns
        var end = first + 1
        var column = end
        while column < columns {
            let cell = new.cells[start + column]
            if !looksSame(cell, old.cells[start + column]) {
                end = column + 1
            } else if column - end >= Self.shortestPass - 1
                || cell.style != new.cells[start + end - 1].style
            {
                break
            }
            column += 1
        }
        // A wide character is written whole.
        if end < columns && new.cells[start + end].span == 0 { end += 1 }
        return end
    }

    private func write(_ range: Range<Int>, _ row: Int, _ grid: Grid, _ pen: inout Pen) {
        let start = row * grid.size.columns
        var column = range.lowerBound
        while column < range.upperBound {
            let cell = grid.cells[start + column]
            let ink = inkOf(cell.style)
            pen.move(to: column, row)
            pen.dip(into: ink, isBlank: cell.isBlank)
            if cell.isBlank {
                let count = blanks(from: column, start, range.upperBound, grid)
                let isToEnd = column + count == grid.size.columns
                writeBlanks(count, ink, isToEnd: isToEnd, &pen)
                column += count
            } else {
                write(cell, at: column, row, &pen)
                column += max(1, Int(cell.span))
            }
        }
    }

    private func write(_ cell: Cell, at column: Int, _ row: Int, _ pen: inout Pen) {
        if !abilities.isUTF8 && !cell.character.isASCII {
            for _ in 0..<cell.span { pen.write("?", cells: 1) }
            return
        }
        let isDisputed = Self.isWidthDisputed(cell)
        if isDisputed {
            // A terminal that draws it narrower would leave what stood in the other cell.
            for _ in 0..<cell.span { pen.write(" ", cells: 1) }
            pen.move(to: column, row)
        }
        pen.write(cell.character, cells: Int(cell.span))
        if isDisputed { pen.losePlace() }
    }

    /// How many blanks of one look stand from here on.
    private func blanks(from column: Int, _ start: Int, _ end: Int, _ grid: Grid) -> Int {
        let first = grid.cells[start + column]
        var next = column + 1
        while next < end, looksSame(first, grid.cells[start + next]) { next += 1 }
        return next - column
    }

    private func writeBlanks(_ count: Int, _ ink: Ink, isToEnd: Bool, _ pen: inout Pen) {
        let isLong = count >= Self.shortestErasure
        let canErase = isLong && abilities.erasesWithGround && ink.isGroundOnly
        if canErase && isToEnd {
            pen.eraseToEnd()
        } else if canErase && abilities.erasesCharacters {
            pen.erase(count)
        } else if isLong && abilities.repeatsCharacters {
            pen.write(" ", cells: 1)
            pen.repeatLast(count - 1)
        } else {
            for _ in 0..<count { pen.write(" ", cells: 1) }
        }
    }

    // MARK: - Cells

    /// Whether nobody can tell the two apart: of a blank only its ground is seen.
    private func looksSame(_ one: Cell, _ other: Cell) -> Bool {
        if one.style == other.style {
            return one.span == other.span && one.character == other.character
        }
        guard one.isBlank && other.isBlank else { return false }
        let ink = inkOf(one.style)
        let otherInk = inkOf(other.style)
        return ink.isGroundOnly && otherInk.isGroundOnly && ink.ground == otherInk.ground
    }

    /// Characters of several code points, and pictures, are drawn in one cell here and in two
    /// there, whatever the standard says.
    private static func isWidthDisputed(_ cell: Cell) -> Bool {
        let scalars = cell.character.unicodeScalars
        guard let first = scalars.first, first.value >= 0x300 else { return scalars.count > 1 }
        return first.value >= 0x1F000 || scalars.count > 1
    }
}
