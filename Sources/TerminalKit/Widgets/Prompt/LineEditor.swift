/// A line of text with a caret between its characters: what readers take for one character is
/// deleted and stepped over as one.
package struct LineEditor: Hashable, Sendable {
    package private(set) var characters: [Character] = []
    /// The characters before the caret.
    package private(set) var caret = 0
    /// The code points that the line holds at most.
    package let limit: Int

    package init(_ text: String = "", limit: Int = 1000) {
        precondition(limit > 0, "a line holds something")
        self.limit = limit
        insert(text)
    }

    package var text: String { String(characters) }
    package var textBeforeCaret: String { String(characters[..<caret]) }

    package mutating func clear() {
        characters = []
        caret = 0
    }

    // MARK: Inserting

    /// - Returns: whether there was room for all of it. What has none is left out.
    @discardableResult
    package mutating func insert(_ text: String) -> Bool {
        let room = limit - characters.reduce(0) { $0 + $1.unicodeScalars.count }
        var part = String.UnicodeScalarView()
        part.append(contentsOf: text.unicodeScalars.prefix(room + 1))
        let fits = part.count <= room
        var inserted = String(part)
        // Nothing is left out of a character: it would be another one.
        if !fits { inserted.removeLast() }
        splice(caret..<caret, inserted)
        return fits
    }

    /// Puts a text in the place of so many characters before the caret.
    @discardableResult
    package mutating func replace(last count: Int, by text: String) -> Bool {
        delete(max(caret - max(count, 0), 0)..<caret)
        return insert(text)
    }

    /// Replaces a range, after which the caret stands behind what was put there. Where that
    /// combines with its neighbours to other characters, the caret stands behind these.
    private mutating func splice(_ range: Range<Int>, _ text: String) {
        let before = String(characters[..<range.lowerBound]) + text
        let offset = before.utf8.count
        characters = Array(before + String(characters[range.upperBound...]))
        var bytes = 0
        caret = 0
        while bytes < offset {
            bytes += characters[caret].utf8.count
            caret += 1
        }
    }

    private mutating func delete(_ range: Range<Int>) {
        splice(range, "")
    }

    // MARK: Editing

    package mutating func perform(_ edit: LineEdit) {
        switch edit {
        case .left: caret = max(caret - 1, 0)
        case .right: caret = min(caret + 1, characters.count)
        case .wordLeft: caret = wordStart(\.isPartOfWord)
        case .wordRight: caret = wordEnd
        case .start: caret = 0
        case .end: caret = characters.count
        case .deleteBack: delete(max(caret - 1, 0)..<caret)
        case .deleteForward: delete(caret..<min(caret + 1, characters.count))
        case .deleteBlankWordBack: delete(wordStart(\.isNoSpace)..<caret)
        case .deleteWordBack: delete(wordStart(\.isPartOfWord)..<caret)
        case .deleteWordForward: delete(caret..<wordEnd)
        case .deleteToStart: delete(0..<caret)
        case .deleteToEnd: delete(caret..<characters.count)
        }
    }

    /// Where the word begins that the caret is in or behind.
    private func wordStart(_ isPart: (Character) -> Bool) -> Int {
        let word = characters[..<caret].lastIndex(where: isPart) ?? 0
        return characters[..<word].lastIndex { !isPart($0) }.map { $0 + 1 } ?? 0
    }

    private var wordEnd: Int {
        let word = characters[caret...].firstIndex(where: \.isPartOfWord) ?? characters.count
        return characters[word...].firstIndex { !$0.isPartOfWord } ?? characters.count
    }

    /// The characters before the caret up to the last space.
    package var wordBeforeCaret: String {
        let start = characters[..<caret].lastIndex { !$0.isNoSpace }.map { $0 + 1 } ?? 0
        return String(characters[start..<caret])
    }
}

extension Character {
    fileprivate var isPartOfWord: Bool { isLetter || isNumber }
    fileprivate var isNoSpace: Bool { !isWhitespace }
}
