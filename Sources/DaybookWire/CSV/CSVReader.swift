/// Comma-separated values as RFC 4180 has them, in memory that does not grow with their number.
///
/// Quoted fields may hold separators, quotes and line breaks. What RFC 4180 leaves open is refused
/// rather than guessed: a quote inside an unquoted field, text behind a closing quote, a record
/// with another count of fields than the first.
package struct CSVReader {
    private var source: any ByteSource
    private var separator: UInt8
    private let longestRecord: Int
    private let pieceSize: Int

    private var buffer: [UInt8] = []
    private var position = 0
    /// How many bytes of the source came before those in the buffer.
    private var offset = 0
    private var isExhausted = false
    private var isAtStart = true
    private var line = 1
    private var fieldCount: Int?

    package static var longestRecord: Int { 1 << 20 }

    package init(
        _ source: any ByteSource,
        separator: UInt8 = UInt8(ascii: ","),
        longestRecord: Int = Self.longestRecord,
        pieceSize: Int = 1 << 16,
    ) {
        self.source = source
        self.separator = separator
        self.longestRecord = longestRecord
        self.pieceSize = pieceSize
    }

    /// A record, or what is wrong with it; both know the line on which the record begins.
    package enum Record: Sendable {
        case fields(line: Int, [String])
        case failure(CSVSyntaxError)
    }

    /// The next record, or nil at the end. A failure does not stop the records behind it, except
    /// for a quote that never closes: it swallows the rest.
    package mutating func next() throws -> Record? {
        if isAtStart { try skipByteOrderMark() }
        while true {
            guard let end = try endOfRecord() else { return nil }
            let record = position..<end.content
            let firstLine = line
            position = end.next
            line += end.lines
            if record.isEmpty { continue }
            return parse(record, line: firstLine)
        }
    }

    /// Takes another separator where the first line has that one and not its own. Spreadsheets of
    /// countries with a decimal comma write semicolons. Behind the first record nothing is chosen.
    package mutating func chooseSeparator(or others: [UInt8]) throws {
        guard isAtStart else { return }
        while !buffer.contains(where: Self.isLineBreak), buffer.count < longestRecord, try fill() {}
        let line = buffer.prefix { !Self.isLineBreak($0) }
        if line.contains(separator) { return }
        separator = others.first { line.contains($0) } ?? separator
    }

    private static func isLineBreak(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    /// How many bytes of the source end with the record that was read last.
    package var endOffset: Int { offset + position }

    private mutating func skipByteOrderMark() throws {
        isAtStart = false
        while buffer.count < 3, try fill() {}
        if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// Appends a piece; false when the source has no more.
    private mutating func fill() throws -> Bool {
        if isExhausted { return false }
        if position > 0 {
            buffer.removeSubrange(..<position)
            offset += position
            position = 0
        }
        isExhausted = try !source.append(upTo: pieceSize, to: &buffer)
        return !isExhausted
    }

    /// Where the record at `position` ends: its content, the next record, and its line breaks.
    private mutating func endOfRecord() throws -> RecordEnd? {
        var scan = RecordScan()
        while true {
            if let end = scan.advance(
                in: buffer.span,
                from: position,
                separator: separator
            ) {
                return end
            }
            if buffer.count - position > longestRecord {
                throw RecordTooLong(line: line, limit: longestRecord)
            }
            if try !fill() {
                guard position < buffer.count else { return nil }
                return RecordEnd(
                    content: buffer.count,
                    next: buffer.count,
                    lines: scan.lineBreaks + 1
                )
            }
        }
    }

    private mutating func parse(_ record: Range<Int>, line: Int) -> Record {
        var fields: [String] = []
        if let fieldCount { fields.reserveCapacity(fieldCount) }
        var parser = CSVFieldParser(at: record.lowerBound, end: record.upperBound)
        do throws(CSVSyntaxError.Reason) {
            repeat {
                fields.append(try parser.next(in: buffer.span, separator: separator))
            } while parser.hasMore
        } catch {
            return .failure(CSVSyntaxError(error, line: line, field: fields.count + 1))
        }
        if let fieldCount, fieldCount != fields.count {
            return .failure(
                CSVSyntaxError(
                    .fieldCount(expected: fieldCount, found: fields.count),
                    line: line,
                    field: min(fieldCount, fields.count) + 1
                )
            )
        }
        fieldCount = fields.count
        return .fields(line: line, fields)
    }
}

private struct RecordEnd {
    let content: Int
    let next: Int
    let lines: Int
}

/// Looks for the line break that ends a record: one outside of a quoted field. It goes on where
/// it stopped when more bytes have come.
private struct RecordScan {
    private enum State {
        case fieldStart, plain, quoted
        /// Behind a quote in a quoted field: the field's end, or half of a doubled quote.
        case closing
    }

    private var scanned = 0
    private var state = State.fieldStart
    private(set) var lineBreaks = 0

    mutating func advance(
        in bytes: Span<UInt8>,
        from start: Int,
        separator: UInt8,
    ) -> RecordEnd? {
        var at = start + scanned
        while at < bytes.count {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\n") {
                if state != .quoted { return end(at, in: bytes, from: start) }
                lineBreaks += 1
            } else if state == .quoted {
                if byte == UInt8(ascii: "\"") { state = .closing }
            } else if byte == separator {
                state = .fieldStart
            } else if byte == UInt8(ascii: "\"") && state != .plain {
                state = .quoted
            } else {
                state = .plain
            }
            at &+= 1
        }
        scanned = bytes.count - start
        return nil
    }

    private func end(_ newline: Int, in bytes: Span<UInt8>, from start: Int) -> RecordEnd {
        let hasReturn = newline > start && bytes[newline - 1] == UInt8(ascii: "\r")
        return RecordEnd(
            content: hasReturn ? newline - 1 : newline,
            next: newline + 1,
            lines: lineBreaks + 1
        )
    }
}

/// Takes the fields of one record apart.
private struct CSVFieldParser {
    private var at: Int
    private let end: Int
    private(set) var hasMore = true

    init(at start: Int, end: Int) {
        at = start
        self.end = end
    }

    mutating func next(
        in bytes: Span<UInt8>,
        separator: UInt8,
    ) throws(CSVSyntaxError.Reason) -> String {
        let isQuoted = at < end && bytes[at] == UInt8(ascii: "\"")
        let text =
            isQuoted
            ? try quoted(in: bytes, separator: separator)
            : try plain(in: bytes, separator: separator)
        if at < end {
            at += 1
        } else {
            hasMore = false
        }
        return text
    }

    private mutating func plain(
        in bytes: Span<UInt8>,
        separator: UInt8,
    ) throws(CSVSyntaxError.Reason) -> String {
        let start = at
        while at < end, bytes[at] != separator {
            if bytes[at] == UInt8(ascii: "\"") { throw .strayQuote }
            at &+= 1
        }
        return try checked(bytes.extracting(start..<at))
    }

    private mutating func quoted(
        in bytes: Span<UInt8>,
        separator: UInt8,
    ) throws(CSVSyntaxError.Reason) -> String {
        var text = ""
        at += 1
        while true {
            let start = at
            while at < end, bytes[at] != UInt8(ascii: "\"") { at &+= 1 }
            text += try checked(bytes.extracting(start..<at))
            guard at < end else { throw .unclosedQuote }
            at += 1
            if at >= end || bytes[at] == separator { return text }
            guard bytes[at] == UInt8(ascii: "\"") else { throw .textBehindQuote }
            text += "\""
            at += 1
        }
    }

    private func checked(_ text: Span<UInt8>) throws(CSVSyntaxError.Reason) -> String {
        do {
            return String(copying: try UTF8Span(validating: text))
        } catch {
            throw .invalidUTF8
        }
    }
}
