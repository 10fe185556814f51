internal import DaybookCore

/// The letters that stand beside each other in the texts of an index, three by three.
struct IndexedLetters {
    private let table: String
    private let connection: Connection

    /// More letters beside two others than these are those of a text that nobody wrote.
    private static let mostLetters = 4096

    /// What stands in texts of ASCII, once they are folded: there is no need to look for it.
    private static let plain = (0x01...0x7F as ClosedRange<UInt32>)
        .filter { !(0x41...0x5A).contains($0) }.compactMap { Unicode.Scalar($0) }

    private static let firstOther = "\u{80}" as Unicode.Scalar
    private static let last = "\u{10FFFF}" as Unicode.Scalar

    init(_ index: String, _ connection: Connection) throws {
        table = "temp.\(index)_letters"
        self.connection = connection
        // It reads the index and keeps nothing itself.
        try connection.run(
            "CREATE VIRTUAL TABLE IF NOT EXISTS \(table)"
                + " USING fts5vocab('main', '\(index)', 'instance')"
        )
    }

    /// The question for a word of two letters: all threes that begin with it, and all that end
    /// with it, as it may stand at the end of a text. Nil where these are too many.
    func match(_ word: SearchWord) throws -> String? {
        let letters = Array(word.folded.unicodeScalars)
        guard let behind = try othersBehind(letters), let before = try othersBefore() else {
            return nil
        }
        let threes =
            (Self.plain + behind).map { letters + [$0] }
            + (Self.plain + before).map { [$0] + letters }
        return threes.map { SearchWord.quoted($0) }.joined(separator: " OR ")
    }

    /// The letters beyond ASCII that stand behind two others.
    private func othersBehind(_ letters: [Unicode.Scalar]) throws -> [Unicode.Scalar]? {
        try others(from: { letters + [$0] }, below: letters + [Self.last, Self.last]) { $0.last }
    }

    /// The letters beyond ASCII with which any three begin.
    private func othersBefore() throws -> [Unicode.Scalar]? {
        try others(from: { [$0] }, below: [Self.last, Self.last]) { $0.first }
    }

    /// Goes from one to the next that is another in the place that is asked for.
    private func others(
        from start: (Unicode.Scalar) -> [Unicode.Scalar],
        below end: [Unicode.Scalar],
        letter: (String.UnicodeScalarView) -> Unicode.Scalar?,
    ) throws -> [Unicode.Scalar]? {
        var found: [Unicode.Scalar] = []
        var next: Unicode.Scalar? = Self.firstOther
        while let from = next {
            let three = try connection.first(
                "SELECT term FROM \(table) WHERE term >= ? AND term < ? LIMIT 1",
                [.text(Self.text(start(from))), .text(Self.text(end))]
            ) { $0.text(0) }
            guard let three, let scalar = letter(three.unicodeScalars), scalar >= from else {
                return found
            }
            found.append(scalar)
            if found.count > Self.mostLetters { return nil }
            // Between the halves of UTF-16 there are none.
            next = Unicode.Scalar(scalar.value == 0xD7FF ? 0xE000 : scalar.value + 1)
        }
        return found
    }

    private static func text(_ letters: [Unicode.Scalar]) -> String {
        String(String.UnicodeScalarView(letters))
    }
}
