/// Text that may be drawn: nothing in it moves the cursor, reorders, or hides.
///
/// There is no other way to make one than through the rules of `VisibleTextReader`, so what takes
/// a `VisibleText` cannot be given anything raw. What those rules replace says `MarkForm`. Making
/// visible text visible again changes nothing, and widths add up when texts are joined.
package struct VisibleText: Sendable, Hashable, CustomStringConvertible {
    package let text: String
    /// The cells that the text takes.
    package let width: Int
    /// The terminal that the text was made for.
    package let profile: TextProfile

    private init(trusted text: String, width: Int, profile: TextProfile) {
        self.text = text
        self.width = width
        self.profile = profile
    }

    /// The whole text, in time linear in its length: at most eight cells for each code point.
    package init(_ raw: String, for profile: TextProfile) {
        let bytes = raw.utf8.count
        if raw.utf8Span.span.printableASCIIPrefix(upTo: bytes) == bytes {
            self.init(trusted: raw, width: bytes, profile: profile)
            return
        }
        var reader = VisibleTextReader(raw, for: profile)
        while reader.readOn() {}
        self.init(trusted: reader.text, width: reader.width, profile: profile)
    }

    /// The text as far as it fits into `cells`, with an ellipsis where it goes on. What does not
    /// fit is not read, however long it is.
    package init(_ raw: String, upTo cells: Int, for profile: TextProfile) {
        let room = max(0, cells)
        let bytes = raw.utf8.count
        let limit = room < bytes ? room + 1 : bytes
        guard raw.utf8Span.span.printableASCIIPrefix(upTo: limit) == limit else {
            self.init(reading: raw, upTo: room, for: profile)
            return
        }
        let end = raw.utf8.index(raw.startIndex, offsetBy: limit)
        let text = limit == bytes ? raw : String(raw[..<end])
        self = VisibleText(trusted: text, width: limit, profile: profile).cut(to: room)
    }

    /// Text from bytes that should be UTF-8; what is not becomes U+FFFD.
    package init(
        decoding bytes: some Sequence<UInt8>,
        upTo cells: Int,
        for profile: TextProfile,
    ) {
        // A code point has at most four bytes: what is left out would not be read.
        let (limit, isOver) = Self.readingLimit(for: cells).multipliedReportingOverflow(by: 4)
        let part = Array(bytes.prefix(isOver ? .max : limit))
        self.init(String(decoding: part, as: UTF8.self), upTo: cells, for: profile)
    }

    /// Reads until the cells are full, or until too much has been read that fills none.
    private init(reading raw: String, upTo cells: Int, for profile: TextProfile) {
        var reader = VisibleTextReader(raw, for: profile)
        let limit = Self.readingLimit(for: cells)
        var isEnded = false
        while !isEnded, reader.width <= cells, reader.scalarsRead < limit {
            isEnded = !reader.readOn()
        }
        let part = VisibleText(trusted: reader.text, width: reader.width, profile: profile)
        self = isEnded ? part.cut(to: cells) : part.ellipsized(within: cells)
    }

    /// The scalars that are read for so many cells. Real text needs up to four for a cell; only
    /// combining marks that are left out anyway come in greater numbers.
    private static func readingLimit(for cells: Int) -> Int {
        let (limit, isOver) = max(0, cells).multipliedReportingOverflow(by: 16)
        return isOver ? .max : max(limit, 256)
    }

    package var description: String { text }

    // MARK: Parts and sums, which are visible text again

    /// The part between two borders of characters.
    func part(_ range: Range<String.Index>, width: Int) -> VisibleText {
        VisibleText(trusted: String(text[range]), width: width, profile: profile)
    }

    /// So many blank cells.
    package static func spaces(_ cells: Int, for profile: TextProfile) -> VisibleText {
        let cells = max(0, cells)
        return VisibleText(
            trusted: String(repeating: " ", count: cells),
            width: cells,
            profile: profile
        )
    }

    /// What stands for a part that was left out.
    static func ellipsis(for profile: TextProfile) -> VisibleText {
        VisibleText(trusted: String(Character(profile.ellipsis)), width: 1, profile: profile)
    }

    /// Both texts in a row. Nothing combines across the border: each begins with a base.
    package static func + (left: VisibleText, right: VisibleText) -> VisibleText {
        precondition(left.profile == right.profile, "the parts of a text are for one terminal")
        if left.width == 0 { return right }
        if right.width == 0 { return left }
        return VisibleText(
            trusted: left.text + right.text,
            width: left.width + right.width,
            profile: left.profile,
        )
    }
}
