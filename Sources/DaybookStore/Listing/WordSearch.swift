internal import CSQLite
internal import DaybookCore

/// The SQL function that tells whether texts hold all words of a filter.
enum WordSearch {
    static let function = "daybook_has_words"

    /// Makes the function known to a connection; SQLite's code for how it went.
    @unsafe static func register(on database: OpaquePointer) -> Int32 {
        let others = unsafe [
            SearchFunctions.register(on: database), LetterBits.register(on: database),
            RowSet.register(on: database),
        ]
        if let failure = others.first(where: { $0 != SQLITE_OK }) { return failure }
        let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY
        return unsafe sqlite3_create_function_v2(
            database,
            function,
            -1,
            flags,
            nil,
            { context, count, values in
                unsafe WordSearch.answer(context, Int(count), values)
            },
            nil,
            nil,
            nil
        )
    }

    /// The first value are the words, folded, the others the texts; all as the filter joins them.
    @unsafe private static func answer(
        _ context: OpaquePointer?,
        _ count: Int,
        _ values: UnsafeMutablePointer<OpaquePointer?>?,
    ) {
        guard let values = unsafe values, count > 0 else { return }
        let matcher = unsafe KeptValue.of(context) {
            WordMatcher(words: unsafe SQLText(values[0]).map { unsafe Array($0.bytes) } ?? [])
        }
        let hasAll = matcher.hasAll { look in
            for index in 1..<max(1, count) {
                guard let text = unsafe SQLText(values[index]) else { continue }
                if look(unsafe text.bytes.span) { return }
            }
        }
        unsafe sqlite3_result_int(context, hasAll ? 1 : 0)
    }
}

/// The words of a filter, and room for a text: a function of SQL is called for a million records,
/// and makes nothing anew for any of them.
private final class WordMatcher {
    private let words: [[UInt8]]
    private var isFound: [Bool]
    private var text = [UInt8](repeating: 0, count: mostPlain)

    /// Most texts are shorter, and of ASCII alone.
    private static let mostPlain = 256

    /// - Parameter words: folded, with separators between them
    init(words: [UInt8]) {
        self.words = words.split(separator: SearchWord.separator).map { Array($0) }
        isFound = Array(repeating: false, count: self.words.count)
    }

    /// - Parameter forEach: shows one text after the other, until it is told that all is found
    func hasAll(_ forEach: (_ look: (Span<UInt8>) -> Bool) -> Void) -> Bool {
        var missing = words.count
        for index in isFound.indices { isFound[index] = false }
        if missing == 0 { return true }
        forEach { shown in
            let isPlain = Self.fold(shown, into: &text)
            if !isPlain {
                // Another array: the room for plain texts keeps its length.
                var folded: [UInt8] = []
                SearchWord.append(shown, to: &folded)
                return look(in: folded, folded.count, &missing)
            }
            return look(in: text, shown.count, &missing)
        }
        return missing == 0
    }

    /// Whether all words are found by now.
    private func look(in text: [UInt8], _ count: Int, _ missing: inout Int) -> Bool {
        for index in words.indices
        where !isFound[index] && Self.contains(words[index], in: text, count) {
            isFound[index] = true
            missing -= 1
        }
        return missing == 0
    }

    /// Folds a text of plain ASCII into the room for it, which is to make its capitals small; false
    /// for any other.
    private static func fold(_ shown: Span<UInt8>, into text: inout [UInt8]) -> Bool {
        guard shown.count <= mostPlain else { return false }
        var room = text.mutableSpan
        var others: UInt8 = 0
        for index in shown.indices {
            let byte = shown[index]
            // Above ASCII, or so low that it may be a sign that folding replaces.
            others |= byte & 0x80 | (byte < 0x20 ? 0x80 : 0)
            room[index] = byte &- 0x41 < 26 ? byte | 0x20 : byte
        }
        return others == 0
    }

    private static func contains(_ word: [UInt8], in text: [UInt8], _ count: Int) -> Bool {
        let word = word.span
        let text = text.span
        guard count >= word.count else { return false }
        for start in 0...(count - word.count) where text[start] == word[0] {
            var length = 1
            while length < word.count, text[start + length] == word[length] { length += 1 }
            if length == word.count { return true }
        }
        return false
    }
}
