/// What one or two neighbouring cells of a screen show.
package struct TextCell: Sendable, Hashable {
    package let character: Character
    /// One or two.
    package let width: Int
}

/// A visible text cell by cell.
///
/// A cell is what a terminal advances over at once: a code point with a shape and all that is
/// drawn into it. Mostly that is a character; in scripts where one character has several shapes
/// in a row, such as Devanagari, each of them is a cell.
package struct TextCells: Sequence, IteratorProtocol {
    private let text: String
    private var scalars: String.UnicodeScalarView.Iterator
    /// The scalar that begins the next cell.
    private var upcoming: Unicode.Scalar?
    private var counter: CellCounter
    /// Where the cell begins, as a UTF-8 offset.
    private var start = 0

    init(_ visible: VisibleText) {
        text = visible.text
        scalars = text.unicodeScalars.makeIterator()
        upcoming = scalars.next()
        counter = CellCounter(visible.profile.ambiguous)
    }

    package mutating func next() -> TextCell? {
        guard let first = upcoming else { return nil }
        let before = counter.width
        counter.take(first)
        let length = UTF8.width(first)
        let followers = takeFollowers()
        let width = counter.width - before
        defer { start += length + followers }
        if followers == 0 { return TextCell(character: Character(first), width: width) }
        let from = text.utf8.index(text.startIndex, offsetBy: start)
        let cell = text[from..<text.utf8.index(from, offsetBy: length + followers)]
        // Every cell of a visible text is one character, so nothing is lost by taking the first.
        return TextCell(character: cell.first ?? " ", width: width)
    }

    /// Takes what shares the cell, and answers its bytes.
    private mutating func takeFollowers() -> Int {
        var bytes = 0
        while true {
            upcoming = scalars.next()
            guard let scalar = upcoming else { return bytes }
            let traits = ScalarTraits(of: scalar)
            if traits.kind == .plain { return bytes }
            var after = counter
            if case .opens = after.take(scalar, traits) { return bytes }
            counter = after
            bytes += UTF8.width(scalar)
        }
    }
}

extension VisibleText {
    /// The text cell by cell, for drawing.
    package var cells: TextCells { TextCells(self) }
}
