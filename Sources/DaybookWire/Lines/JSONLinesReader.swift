/// JSON Lines, one value a line, in memory that does not grow with their number.
///
/// Lines are indexed many at a time. A wrong line is reported with its number and does not stop
/// the ones behind it. Blank lines are passed over; a byte order mark at the start as well.
package struct JSONLinesReader {
    private var lines: LineBuffer
    private let reader = JSONReader()

    private var position = 0
    private var lineNumber = 0
    /// What token offsets count from: the buffer's start, or the line's where it stands alone.
    private var base = 0
    private var line = 0..<0
    /// False while the lines at hand hold an error somewhere: then each is indexed on its own.
    private var isIndexed = false

    package static var longestLine: Int { 16 << 20 }

    package init(
        _ source: any ByteSource,
        longestLine: Int = Self.longestLine,
        pieceSize: Int = 1 << 18
    ) {
        lines = LineBuffer(source, limit: longestLine, pieceSize: pieceSize)
    }

    /// What a line turned out to be.
    package enum Line {
        /// A value; read it with the accessors before asking for the next line.
        case value(number: Int)
        /// The error's offset counts within its line.
        case failure(number: Int, JSONSyntaxError)
    }

    /// The next line that is not blank, or nil at the end.
    package mutating func next() throws -> Line? {
        while true {
            if position >= lines.end {
                guard try refill() else { return nil }
            }
            takeLine()
            if lines.isBlank(line) { continue }
            do throws(JSONSyntaxError) {
                try read()
                return .value(number: lineNumber)
            } catch {
                return .failure(number: lineNumber, error.shifted(by: base - line.lowerBound))
            }
        }
    }

    /// How many bytes of the source end with the line at hand: from there reading can go on.
    package var endOffset: Int { lines.offset + min(position, lines.end) }

    /// The kind of the value of the line at hand.
    package var kind: JSONKind { reader[0].kind }

    /// The value of the line at hand as a document of its own: easy to walk, at the price of a
    /// copy. Where every microsecond counts, use `find` and the fields.
    package func document() -> JSONDocument {
        JSONDocument(line: Array(lines.bytes[line]), from: reader, shift: base - line.lowerBound)
    }

    /// Looks up the members that a shape names in the object of the line at hand.
    package func find(_ shape: inout JSONShape) {
        shape.match(reader, in: lines.bytes.span.extracting(base...))
    }

    /// The text of a string member, or nil if it is absent or no string.
    package func string(_ field: JSONShape.Field) -> String? {
        guard let token = token(field), token.kind == .string else { return nil }
        let text = lines.bytes.span.extracting(range(of: token))
        return token.hasEscapes ? unescaped(text) : String(copying: text)
    }

    /// The member's value as it stands in the text, or nil if it is absent or null.
    package func source(_ field: JSONShape.Field) -> String? {
        guard let token = token(field), token.kind != .null else { return nil }
        let range = range(of: token)
        guard token.kind == .string else {
            return String(copying: lines.bytes.span.extracting(range))
        }
        // A token of a string lies between its quotes.
        return String(
            copying: lines.bytes.span.extracting(range.lowerBound - 1..<range.upperBound + 1)
        )
    }

    /// Hands out the bytes of a string without escapes or of a number.
    package func withBytes<Answer, Failure: Error>(
        of field: JSONShape.Field,
        _ body: (Span<UInt8>) throws(Failure) -> Answer,
    ) throws(Failure) -> Answer? {
        guard let token = token(field), !token.hasEscapes, token.kind != .null else { return nil }
        return try body(lines.bytes.span.extracting(range(of: token)))
    }

    /// The kind of a member's value, or nil if it is absent.
    package func kind(_ field: JSONShape.Field) -> JSONKind? { token(field)?.kind }

    private func token(_ field: JSONShape.Field) -> JSONToken? {
        field.token < 0 ? nil : reader[field.token]
    }

    private func range(of token: JSONToken) -> Range<Int> {
        (base + token.start)..<(base + token.start + token.length)
    }

    private mutating func refill() throws -> Bool {
        guard try lines.refill(atLine: lineNumber + 1) else { return false }
        if lineNumber == 0 { lines.dropByteOrderMark() }
        position = 0
        isIndexed = (try? reader.index(lines.bytes.span.extracting(..<lines.end))) != nil
        return true
    }

    private mutating func takeLine() {
        let end = lines.endOfLine(from: position)
        line = position..<end
        position = end + 1
        lineNumber += 1
    }

    private mutating func read() throws(JSONSyntaxError) {
        base = isIndexed ? 0 : line.lowerBound
        if isIndexed {
            try reader.read(line, of: lines.bytes.span)
        } else {
            let alone = lines.bytes.span.extracting(line)
            try reader.index(alone)
            try reader.read(0..<alone.count, of: alone)
        }
    }
}
