internal import CSQLite
internal import DaybookCore

/// The SQL functions by which texts are looked through. Triggers of the schema call some of them,
/// so those must never answer otherwise than they did: what they wrote is taken out by them again.
enum SearchFunctions {
    /// Texts as indexes of texts keep them: folded, with a separator between them.
    static let searchText = "daybook_search_text"
    /// The beginnings of all parts of some names, as a JSON list.
    static let nameStarts = "daybook_name_starts"
    /// Whether one of some texts is as a pattern says: the pattern and the texts.
    static let hasPattern = "daybook_has_pattern"

    private typealias Function =
        @convention(c) (
            OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?
        ) -> Void

    /// Makes the functions known to a connection; SQLite's code for how it went.
    @unsafe static func register(on database: OpaquePointer) -> Int32 {
        let inSchema = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
        let inQueries = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY
        let functions: [(String, Int32, Function)] = unsafe [
            (searchText, inSchema, { unsafe SearchFunctions.answerText($0, $1, $2) }),
            (nameStarts, inSchema, { unsafe SearchFunctions.answerStarts($0, $1, $2) }),
            (hasPattern, inQueries, { unsafe SearchFunctions.answerHasPattern($0, $1, $2) }),
        ]
        for unsafe(name, flags, function) in unsafe functions {
            let code = unsafe sqlite3_create_function_v2(
                database,
                name,
                -1,
                flags,
                nil,
                function,
                nil,
                nil,
                nil
            )
            if code != SQLITE_OK { return code }
        }
        return SQLITE_OK
    }

    @unsafe private static func answerText(
        _ context: OpaquePointer?,
        _ count: Int32,
        _ values: UnsafeMutablePointer<OpaquePointer?>?,
    ) {
        var text: [UInt8] = []
        for value in unsafe texts(values, from: 0, to: count) {
            if !text.isEmpty { text.append(SearchWord.separator) }
            SearchWord.append(value.span, to: &text)
        }
        unsafe answer(text, context)
    }

    @unsafe private static func answerStarts(
        _ context: OpaquePointer?,
        _ count: Int32,
        _ values: UnsafeMutablePointer<OpaquePointer?>?,
    ) {
        var starts: Set<String> = []
        for value in unsafe texts(values, from: 0, to: count) {
            let folded = SearchWord.fold(String(decoding: value, as: UTF8.self))
            for start in SearchWord.starts(of: folded) {
                starts.insert(String(String.UnicodeScalarView(start)))
            }
        }
        // In bytes, so that no letter needs a sign before it in JSON; in order, so that the answer
        // is always the same.
        let quoted = starts.map { start in
            "\""
                + start.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
                .joined() + "\""
        }
        unsafe answer(Array("[\(quoted.sorted().joined(separator: ","))]".utf8), context)
    }

    // MARK: - Patterns

    private final class Compiled {
        let pattern: TextPattern?

        init(_ source: String) {
            pattern = try? TextPattern(source)
        }
    }

    @unsafe private static func answerHasPattern(
        _ context: OpaquePointer?,
        _ count: Int32,
        _ values: UnsafeMutablePointer<OpaquePointer?>?,
    ) {
        let texts = unsafe texts(values, from: 0, to: count)
            .map { String(decoding: $0, as: UTF8.self) }
        let compiled = unsafe KeptValue.of(context) { Compiled(texts.first ?? "") }
        let isFound = texts.dropFirst().contains { compiled.pattern?.matches($0) ?? false }
        unsafe sqlite3_result_int(context, isFound ? 1 : 0)
    }

    // MARK: - Values

    /// The texts among the values; what is missing is left out.
    @unsafe private static func texts(
        _ values: UnsafeMutablePointer<OpaquePointer?>?,
        from first: Int32,
        to count: Int32,
    ) -> [[UInt8]] {
        guard let values = unsafe values else { return [] }
        return (Int(first)..<Int(count)).compactMap { index in
            unsafe SQLText(values[index]).map { unsafe Array($0.bytes) }
        }
    }

    @unsafe private static func answer(_ text: [UInt8], _ context: OpaquePointer?) {
        unsafe text.withUnsafeBytes {
            unsafe csqlite_result_text(
                context,
                $0.baseAddress?.assumingMemoryBound(to: CChar.self),
                UInt64($0.count)
            )
        }
    }
}
