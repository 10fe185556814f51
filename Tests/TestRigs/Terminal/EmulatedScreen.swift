import TerminalKit

/// What a terminal shows after it has read some bytes: the small part of one that the painter
/// speaks to. Whatever it does not know it keeps, so that a test can ask for it.
package struct EmulatedScreen: Sendable {
    package struct Cell: Hashable, Sendable {
        package var character: Character = " "
        package var look = ""
        /// The second cell of a wide character.
        package var isContinuation = false
    }

    package let columns: Int
    package let rows: Int
    package private(set) var cells: [Cell]
    package private(set) var isCaretShown = true
    package private(set) var column = 0
    package private(set) var row = 0
    /// Sequences without a meaning here: greetings, questions, farewells, and mistakes.
    package private(set) var unknown: [String] = []

    private var pen = Pen()
    private var margin: Range<Int>
    private var last: Character = " "

    private struct Pen: Hashable, Sendable {
        var text = "39"
        var ground = "49"
        var attributes: Set<Int> = []

        var look: String {
            "\(text) \(ground) \(attributes.sorted().map(String.init).joined(separator: ","))"
        }

        /// Erased cells keep the ground and nothing else.
        var erased: Cell {
            Cell(look: Pen(ground: ground).look)
        }
    }

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        margin = 0..<rows
        cells = Array(repeating: Pen().erased, count: columns * rows)
    }

    package subscript(column: Int, row: Int) -> Cell { cells[row * columns + column] }

    /// The rows as text.
    package var lines: [String] {
        (0..<rows).map { row in
            String(
                (0..<columns).map { self[$0, row] }.filter { !$0.isContinuation }.map(\.character)
            )
        }
    }

    // MARK: - Reading

    package mutating func feed(_ bytes: [UInt8]) {
        var text = Array(String(decoding: bytes, as: UTF8.self))[...]
        while let character = text.popFirst() {
            switch character {
            case "\u{1B}": escape(&text)
            case "\r\n":
                column = 0
                row = min(row + 1, rows - 1)
            case "\r": column = 0
            case "\n": row = min(row + 1, rows - 1)
            default: put(character)
            }
        }
    }

    private mutating func put(_ character: Character) {
        let width = max(1, DisplayWidth.of(character))
        guard column + width <= columns else {
            unknown.append("a character beyond the edge")
            return
        }
        split(column, row)
        split(column + width, row)
        cells[row * columns + column] = Cell(character: character, look: pen.look)
        if width == 2 {
            cells[row * columns + column + 1] = Cell(look: pen.look, isContinuation: true)
        }
        last = character
        // Wrapping is off: the cursor stays in the last column.
        column = min(column + width, columns - 1)
    }

    /// Half of a wide character is no character.
    private mutating func split(_ column: Int, _ row: Int) {
        guard column > 0, column < columns, self[column, row].isContinuation else { return }
        cells[row * columns + column] = Cell(look: self[column, row].look)
        cells[row * columns + column - 1].character = " "
    }

    private mutating func escape(_ text: inout ArraySlice<Character>) {
        guard text.first == "[" else {
            unknown.append("ESC \(text.popFirst() ?? " ")")
            return
        }
        text.removeFirst()
        var parameters = ""
        while let next = text.popFirst() {
            if let scalar = next.unicodeScalars.first, (0x40...0x7E).contains(scalar.value) {
                obey(next, parameters)
                return
            }
            parameters.append(next)
        }
    }

    private mutating func obey(_ final: Character, _ parameters: String) {
        let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false)
            .map { Int($0) ?? 0 }
        let first = max(1, numbers.first ?? 1)
        switch (final, parameters.first) {
        case ("h", "?"), ("l", "?"): setMode(parameters, isOn: final == "h")
        case ("H", _):
            row = min(first, rows) - 1
            column = min(max(1, numbers.count > 1 ? numbers[1] : 1), columns) - 1
        case ("G", _): column = min(first, columns) - 1
        case ("C", _): column = min(column + first, columns - 1)
        case ("K", _): erase(row, column..<columns)
        case ("X", _): erase(row, column..<min(column + first, columns))
        case ("J", _): for row in 0..<rows { erase(row, 0..<columns) }
        case ("b", _): for _ in 0..<first { put(last) }
        case ("m", _): look(numbers)
        case ("r", _):
            margin = parameters.isEmpty ? 0..<rows : (numbers[0] - 1)..<numbers[1]
            (column, row) = (0, 0)
        case ("S", _): scroll(first)
        case ("T", _): scroll(-first)
        default: unknown.append("CSI \(parameters)\(final)")
        }
    }

    private mutating func setMode(_ parameters: String, isOn: Bool) {
        if parameters == "?25" {
            isCaretShown = isOn
        } else {
            unknown.append("mode \(parameters.dropFirst()) \(isOn ? "on" : "off")")
        }
    }

    private mutating func erase(_ row: Int, _ range: Range<Int>) {
        split(range.lowerBound, row)
        split(range.upperBound, row)
        for column in range { cells[row * columns + column] = pen.erased }
    }

    private mutating func scroll(_ count: Int) {
        let before = cells
        for row in margin {
            for column in 0..<columns {
                let isInside = margin.contains(row + count)
                cells[row * columns + column] =
                    isInside ? before[(row + count) * columns + column] : pen.erased
            }
        }
    }

    private mutating func look(_ numbers: [Int]) {
        var rest = numbers[...]
        while let code = rest.popFirst() {
            switch code {
            case 0: pen = Pen()
            case 1, 2, 4, 7: pen.attributes.insert(code)
            case 22: pen.attributes.subtract([1, 2])
            case 24: pen.attributes.remove(4)
            case 27: pen.attributes.remove(7)
            case 38: pen.text = color(&rest, "38")
            case 48: pen.ground = color(&rest, "48")
            case 30...37, 39, 90...97: pen.text = "\(code)"
            case 40...47, 49, 100...107: pen.ground = "\(code)"
            default: unknown.append("SGR \(code)")
            }
        }
    }

    private func color(_ rest: inout ArraySlice<Int>, _ kind: String) -> String {
        let count = rest.first == 5 ? 2 : 4
        let codes = rest.prefix(count)
        rest = rest.dropFirst(count)
        return ([kind] + codes.map(String.init)).joined(separator: ";")
    }
}
