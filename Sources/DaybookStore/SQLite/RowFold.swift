internal import CSQLite

/// What of a query's rows is read by position, wherever the rows come from.
protocol RowValues {
    func integer(_ column: Int) -> Int64
    /// Hands out the bytes of a text, none for NULL, for the length of the call.
    func withText<Answer>(_ column: Int, _ body: (borrowing Span<UInt8>) -> Answer) -> Answer
}

extension Row: RowValues {}

/// A row that is handed out from inside SQLite's own loop; valid during the call only.
@safe struct FoldedRow: RowValues {
    private let values: UnsafeMutablePointer<OpaquePointer?>

    @unsafe fileprivate init(_ values: UnsafeMutablePointer<OpaquePointer?>) {
        unsafe self.values = unsafe values
    }

    func integer(_ column: Int) -> Int64 {
        unsafe sqlite3_value_int64(values[column])
    }

    func withText<Answer>(_ column: Int, _ body: (borrowing Span<UInt8>) -> Answer) -> Answer {
        // The text first: its length is the one of what that makes of the value.
        let start = unsafe sqlite3_value_text(values[column])
        let count = Int(unsafe sqlite3_value_bytes(values[column]))
        let text = unsafe UnsafeBufferPointer(start: start, count: count)
        return body(unsafe text.span)
    }
}

/// Reads a million rows in about half the time that it takes to ask for one after the other: the
/// rows are the steps of an SQL function, so that SQLite never leaves its loop.
///
/// A connection has one, which lies where the function finds it without a look-up.
@safe final class RowFold {
    static let function = "daybook_each"

    /// Who is handed the rows, and the first thing that went wrong there.
    private struct Reader {
        let body: (FoldedRow) throws -> Void
        var failure: (any Error)?
    }

    /// Where the reader lies while a query runs; freed in `deinit`, and the function is dropped
    /// with the connection, which goes before.
    private let place: UnsafeMutablePointer<UnsafeMutablePointer<Reader>?>

    init() {
        unsafe place = .allocate(capacity: 1)
        unsafe place.initialize(to: nil)
    }

    deinit {
        unsafe place.deallocate()
    }

    /// Makes the function known to a connection; SQLite's code for how it went.
    @unsafe func register(on database: OpaquePointer) -> Int32 {
        unsafe sqlite3_create_function_v2(
            database,
            Self.function,
            -1,
            SQLITE_UTF8 | SQLITE_DIRECTONLY,
            place,
            nil,
            { context, _, values in
                let place = unsafe sqlite3_user_data(context)?
                    .assumingMemoryBound(to: UnsafeMutablePointer<Reader>?.self)
                guard let reader = unsafe place?.pointee, let values = unsafe values else { return }
                do {
                    try unsafe reader.pointee.body(FoldedRow(values))
                } catch {
                    unsafe reader.pointee.failure = error
                    unsafe sqlite3_result_error_code(context, SQLITE_ABORT)
                }
            },
            { context in unsafe sqlite3_result_null(context) },
            nil
        )
    }

    /// Hands the rows of the query that `run` runs to `body`; what either throws is thrown.
    func reading(
        _ body: (FoldedRow) throws -> Void,
        _ run: () throws -> Void,
    ) throws {
        precondition(unsafe place.pointee == nil, "one query is folded at a time")
        try withoutActuallyEscaping(body) { body in
            var reader = Reader(body: body)
            try unsafe withUnsafeMutablePointer(to: &reader) { pointer in
                unsafe place.pointee = unsafe pointer
                defer { unsafe place.pointee = nil }
                do {
                    try run()
                } catch {
                    throw unsafe pointer.pointee.failure ?? error
                }
            }
        }
    }
}
