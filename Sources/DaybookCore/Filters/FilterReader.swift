/// Reads a filter as people type it.
///
/// Terms stand side by side and all of them hold; `|` between spaces separates alternatives, `( )`
/// groups, `-` in front of a term turns it round. A term is a word, a text in quotes, `field:value`
/// with values separated by commas, `re:/pattern/`, `has:field`, or `@name`.
struct FilterReader {
    let fields: FilterFields
    /// The filters that have a name; nil where nobody knows them yet.
    private let names: [String]?
    /// Whether it was let through when it was kept: what is doubtful then stays as it was meant.
    private let isKept: Bool
    private let bytes: [UInt8]
    private var index = 0
    /// Brackets that are open, and those with the signs in front of terms.
    private var brackets = 0
    private var depth = 0
    private var termCount = 0

    /// Limits that no filter of a person meets, and that keep stacks and statements small.
    static var longest: Int { 4096 }
    static var mostTerms: Int { 100 }
    static var deepest: Int { 16 }

    init(
        _ text: String,
        _ fields: FilterFields,
        names: [String]? = nil,
        isKept: Bool = false,
    ) throws(FilterError) {
        self.fields = fields
        self.names = names
        self.isKept = isKept
        bytes = Array(text.utf8)
        guard bytes.count <= Self.longest else {
            throw FilterError(offset: Self.longest, found: "", expected: "a shorter filter")
        }
    }

    mutating func read() throws(FilterError) -> ListFilter {
        skipSpace()
        if index == bytes.count { return .everything }
        let filter = try alternatives()
        guard index == bytes.count else { throw error("no ) without its (") }
        return filter
    }

    // MARK: - Terms

    private mutating func alternatives() throws(FilterError) -> ListFilter {
        var parts = [try sequence()]
        while takeBar() { parts.append(try sequence()) }
        return .alternative(parts)
    }

    private mutating func sequence() throws(FilterError) -> ListFilter {
        var parts: [ListFilter] = []
        skipSpace()
        while let byte = current, !isAtBar, byte != UInt8(ascii: ")") || brackets == 0 {
            parts.append(try term())
            skipSpace()
        }
        guard !parts.isEmpty else { throw error("a word or field:value") }
        return .conjunction(parts)
    }

    private mutating func term() throws(FilterError) -> ListFilter {
        termCount += 1
        guard termCount <= Self.mostTerms else { throw error("at most \(Self.mostTerms) terms") }
        if current == UInt8(ascii: "-"), !isSpace(at: index + 1) {
            index += 1
            try deepen()
            defer { depth -= 1 }
            return .not(try term())
        }
        if current == UInt8(ascii: "(") { return try group() }
        if current == UInt8(ascii: "\"") { return .word(try quoted()) }
        if current == UInt8(ascii: "@") { return try named() }
        if let name = fieldName() { return try field(name) }
        return .word(bare(until: []))
    }

    private mutating func group() throws(FilterError) -> ListFilter {
        try deepen()
        index += 1
        brackets += 1
        let inner = try alternatives()
        guard take(UInt8(ascii: ")")) else { throw error(")") }
        (brackets, depth) = (brackets - 1, depth - 1)
        guard isAtEndOfTerm else { throw error("a space") }
        return inner
    }

    private mutating func deepen() throws(FilterError) {
        depth += 1
        guard depth <= Self.deepest else { throw error("fewer groups in each other") }
    }

    private mutating func named() throws(FilterError) -> ListFilter {
        index += 1
        let start = index
        while let byte = current, Self.isNameByte(byte) { index += 1 }
        guard index > start, isAtEndOfTerm else { throw error("the name of a filter") }
        let name = String(decoding: bytes[start..<index], as: UTF8.self)
        guard names?.contains(name) ?? true else { throw unknown(name, at: start - 1) }
        return .named(name)
    }

    private func unknown(_ name: String, at offset: Int) -> FilterError {
        FilterError(
            offset: offset,
            found: "@\(name)",
            expected: "the name of a saved filter",
            known: (names ?? []).map { "@\($0)" }
        )
    }

    // MARK: - Fields

    /// The name in front of a colon, if one begins here; the reader then stands behind the colon.
    private mutating func fieldName() -> (name: String, offset: Int)? {
        var end = index
        while end < bytes.count, Self.isNameByte(bytes[end]) { end += 1 }
        guard end > index, end < bytes.count, bytes[end] == UInt8(ascii: ":"),
            Self.isLetter(bytes[index])
        else { return nil }
        defer { index = end + 1 }
        return (String(decoding: bytes[index..<end], as: UTF8.self), index)
    }

    private mutating func field(
        _ found: (name: String, offset: Int),
    ) throws(FilterError) -> ListFilter {
        switch found.name.lowercased() {
        case "re":
            let pattern = try pattern()
            guard isAtEndOfTerm else { throw error("a space") }
            return .pattern(pattern)
        case "has": return try has()
        case let name:
            guard let field = fields.find(name) else {
                throw FilterError(
                    offset: found.offset,
                    found: found.name,
                    expected: "a field of \(fields.severalNoun)",
                    known: fields.names + ["has", "re"]
                )
            }
            return try values(of: field)
        }
    }

    private mutating func has() throws(FilterError) -> ListFilter {
        let start = index
        let name = bare(until: [])
        guard let field = fields.find(name), field.mayBeAbsent else {
            throw FilterError(
                offset: start,
                found: name,
                expected: "a field that may be empty",
                known: fields.namesForHas
            )
        }
        return .has(field.name)
    }

    private mutating func values(of field: FilterField) throws(FilterError) -> ListFilter {
        var matches: [FilterMatch] = []
        var starts: [Int] = []
        repeat {
            guard matches.count < Self.mostTerms else { throw error("fewer values") }
            starts.append(index)
            matches.append(try match(of: field))
        } while take(UInt8(ascii: ","))
        guard isAtEndOfTerm else { throw error("a comma or a space") }
        if field.isNumber { try refuseGroups(starts, hasDecimals: field.kind == .amount) }
        return .field(field.name, matches)
    }

    /// A number with commas between its digits would be read as several, which nobody meant.
    private func refuseGroups(_ starts: [Int], hasDecimals: Bool) throws(FilterError) {
        let ends = starts.dropFirst().map { $0 - 1 } + [index]
        let values = zip(starts, ends).map { String(decoding: bytes[$0..<$1], as: UTF8.self) }
        guard !isKept,
            let number = GroupedNumber.first(in: values, hasDecimals: hasDecimals)
        else { return }
        let (start, end) = (starts[number.range.lowerBound], ends[number.range.upperBound])
        throw FilterError(
            offset: start,
            found: rest(from: start, until: end),
            expected: number.expectation
        )
    }

    private mutating func match(of field: FilterField) throws(FilterError) -> FilterMatch {
        if field.kind == .text, current == UInt8(ascii: "/") { return .pattern(try pattern()) }
        let isExact = field.kind == .text && take(UInt8(ascii: "="))
        let start = index
        let isQuoted = current == UInt8(ascii: "\"")
        let text = isQuoted ? try quoted() : bare(until: [UInt8(ascii: ",")])
        let values = FilterValueReader(field)
        guard let match = values.match(text, isExact: isExact), isQuoted || !text.isEmpty else {
            let hint = values.hint(text)
            let known = hint == nil ? values.known : []
            throw FilterError(
                offset: start,
                found: text,
                expected: hint ?? field.expectation,
                known: known
            )
        }
        if !isKept, let obstacle = values.rangeObstacle(text, match, isQuoted: isQuoted) {
            throw FilterError(offset: start, found: text, expected: obstacle)
        }
        return match
    }

    private mutating func pattern() throws(FilterError) -> TextPattern {
        guard take(UInt8(ascii: "/")) else { throw error("/") }
        let start = index
        var source: [UInt8] = []
        while let byte = current, byte != UInt8(ascii: "/") {
            if byte == UInt8(ascii: "\\"), index + 1 < bytes.count {
                source.append(byte)
                index += 1
            }
            source.append(bytes[index])
            index += 1
        }
        guard take(UInt8(ascii: "/")) else { throw error("/") }
        do {
            return try TextPattern(String(decoding: source, as: UTF8.self))
        } catch {
            throw FilterError(
                offset: start + error.offset,
                found: rest(from: start + error.offset, until: index - 1),
                expected: error.expected
            )
        }
    }

    // MARK: - Texts

    /// A text in quotes, in which a backslash takes the meaning from what follows it.
    private mutating func quoted() throws(FilterError) -> String {
        let start = index
        index += 1
        var text: [UInt8] = []
        while let byte = current, byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "\\"), index + 1 < bytes.count { index += 1 }
            text.append(bytes[index])
            index += 1
        }
        guard take(UInt8(ascii: "\"")) else {
            throw FilterError(
                offset: start,
                found: rest(from: start, until: bytes.count),
                expected: "a closing \""
            )
        }
        guard isAtEndOfTerm || current == UInt8(ascii: ",") else { throw error("a space") }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func bare(until stops: [UInt8]) -> String {
        let start = index
        while let byte = current, !isAtEndOfTerm, !stops.contains(byte) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    // MARK: - Bytes

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private var isAtEndOfTerm: Bool {
        isSpace(at: index) || brackets > 0 && current == UInt8(ascii: ")")
    }

    private var isAtBar: Bool { current == UInt8(ascii: "|") && isSpace(at: index + 1) }

    private mutating func takeBar() -> Bool {
        guard isAtBar else { return false }
        index += 1
        skipSpace()
        return true
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        index += 1
        return true
    }

    /// The end of the text counts as space.
    private func isSpace(at index: Int) -> Bool {
        index >= bytes.count || bytes[index] == 0x20 || (0x09...0x0D).contains(bytes[index])
    }

    private mutating func skipSpace() {
        while index < bytes.count, isSpace(at: index) { index += 1 }
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F
    }

    static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20)
    }

    private func rest(from start: Int, until end: Int) -> String {
        let end = max(min(start, bytes.count), min(end, start + 40))
        return String(decoding: bytes[min(start, end)..<end], as: UTF8.self)
    }

    private func error(_ expected: String) -> FilterError {
        var end = index
        while !isSpace(at: end) { end += 1 }
        return FilterError(offset: index, found: rest(from: index, until: end), expected: expected)
    }
}
