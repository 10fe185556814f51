internal import CSQLite

/// A prepared statement. Its connection owns it, hands it out for one run at a time and ends it.
@safe final class Statement {
    private let handle: OpaquePointer
    let sql: String
    let parameterCount: Int
    /// What the run at hand was given, for its error report.
    var arguments: [SQLValue] = []
    private(set) var isActive = false
    /// Counts the rows stepped to, so that a row can tell that it is over.
    private(set) var stepCount = 0

    @unsafe init(_ handle: OpaquePointer, sql: String) {
        unsafe self.handle = unsafe handle
        self.sql = sql
        parameterCount = Int(unsafe sqlite3_bind_parameter_count(handle))
    }

    func finalize() {
        unsafe sqlite3_finalize(handle)
    }

    func reset() {
        unsafe sqlite3_reset(handle)
        isActive = false
        stepCount += 1
    }

    func step() -> Int32 {
        isActive = true
        stepCount += 1
        return unsafe sqlite3_step(handle)
    }

    func bind(_ value: SQLValue, at index: Int32) -> Int32 {
        switch value {
        case .null:
            return unsafe sqlite3_bind_null(handle, index)
        case .integer(let number):
            return unsafe sqlite3_bind_int64(handle, index, number)
        case .text(var text):
            return text.withUTF8 {
                unsafe csqlite_bind_text(
                    handle,
                    index,
                    UnsafeRawPointer($0.baseAddress)?.assumingMemoryBound(to: CChar.self),
                    UInt64($0.count)
                )
            }
        case .blob(let bytes):
            return unsafe bytes.withUnsafeBytes {
                unsafe csqlite_bind_blob(handle, index, $0.baseAddress, UInt64($0.count))
            }
        }
    }

    func bind(_ number: Int64, at index: Int32) -> Int32 {
        unsafe sqlite3_bind_int64(handle, index, number)
    }

    /// Binds bytes where they lie: they must stay until the statement has run. Without a
    /// destructor SQLite copies nothing.
    @unsafe func bindInPlace(
        _ bytes: UnsafeRawBufferPointer,
        isText: Bool,
        at index: Int32,
    ) -> Int32 {
        let count = UInt64(bytes.count)
        guard let start = bytes.baseAddress else {
            return bind(isText ? .text("") : .blob([]), at: index)
        }
        if isText {
            let text = unsafe start.assumingMemoryBound(to: CChar.self)
            return unsafe sqlite3_bind_text64(
                handle,
                index,
                text,
                count,
                nil,
                UInt8(SQLITE_UTF8)
            )
        }
        return unsafe sqlite3_bind_blob64(handle, index, start, count, nil)
    }

    /// Forgets what was bound: bytes that were bound in place may go.
    func clear() {
        unsafe sqlite3_clear_bindings(handle)
    }

    func storage(_ column: Int32) -> Row.Storage {
        switch unsafe sqlite3_column_type(handle, column) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .integer
        case SQLITE_TEXT: .text
        case SQLITE_BLOB: .blob
        default: .real
        }
    }

    func integer(_ column: Int32) -> Int64 {
        unsafe sqlite3_column_int64(handle, column)
    }

    func text(_ column: Int32) -> String {
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        guard let text = unsafe sqlite3_column_text(handle, column) else { return "" }
        return unsafe String(
            decoding: UnsafeBufferPointer(start: text, count: count),
            as: UTF8.self
        )
    }

    func withBytes<Answer>(_ column: Int32, _ body: (Span<UInt8>) -> Answer) -> Answer {
        let bytes = unsafe sqlite3_column_blob(handle, column)
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        let buffer = unsafe UnsafeBufferPointer(
            start: bytes?.assumingMemoryBound(to: UInt8.self),
            count: unsafe bytes == nil ? 0 : count
        )
        return body(unsafe buffer.span)
    }

    /// Hands out the bytes of a text without copying them.
    func withText<Answer>(_ column: Int32, _ body: (borrowing Span<UInt8>) -> Answer) -> Answer {
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        let text = unsafe UnsafeBufferPointer(
            start: sqlite3_column_text(handle, column),
            count: count
        )
        return body(unsafe text.span)
    }

    func blob(_ column: Int32) -> [UInt8] {
        guard let bytes = unsafe sqlite3_column_blob(handle, column) else { return [] }
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        return unsafe Array(UnsafeRawBufferPointer(start: bytes, count: count))
    }
}
