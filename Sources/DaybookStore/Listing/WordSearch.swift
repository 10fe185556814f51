internal import CSQLite
internal import DaybookCore

/// The SQL function that tells whether texts hold all words of a filter.
enum WordSearch {
    static let function = "daybook_has_words"

    /// Makes the function known to a connection; SQLite's code for how it went.
    @unsafe static func register(on database: OpaquePointer) -> Int32 {
        let others = unsafe SearchFunctions.register(on: database)
        if others != SQLITE_OK { return others }
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
        var texts: [UInt8] = []
        texts.reserveCapacity(128)
        for index in 1..<max(1, count) {
            SearchWord.append(unsafe bytes(values[index]).span, to: &texts)
            texts.append(separator)
        }
        let words = unsafe bytes(values[0])
        let hasAll = words.split(separator: separator).allSatisfy { contains($0, in: texts) }
        unsafe sqlite3_result_int(context, hasAll ? 1 : 0)
    }

    private static var separator: UInt8 { 0x1F }

    @unsafe private static func bytes(_ value: OpaquePointer?) -> [UInt8] {
        guard let text = unsafe sqlite3_value_text(value) else { return [] }
        let count = Int(unsafe sqlite3_value_bytes(value))
        return unsafe Array(UnsafeBufferPointer(start: text, count: count))
    }

    private static func contains(_ word: ArraySlice<UInt8>, in texts: [UInt8]) -> Bool {
        guard let first = word.first, texts.count >= word.count else { return word.isEmpty }
        for start in 0...(texts.count - word.count) where texts[start] == first {
            if texts[start..<(start + word.count)] == word { return true }
        }
        return false
    }
}
