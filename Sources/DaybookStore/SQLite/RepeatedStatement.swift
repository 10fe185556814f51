internal import CSQLite

/// A statement that runs once for each of many rows.
///
/// What costs half of a run otherwise is left out here: values are not wrapped, texts and blobs are
/// read where they lie. They must not change between being bound and the run; each place keeps its
/// value from run to run.
package struct RepeatedStatement {
    private let statement: Statement
    private let failure: (Int32) -> SQLiteError

    init(_ statement: Statement, failure: @escaping (Int32) -> SQLiteError) {
        self.statement = statement
        self.failure = failure
    }

    package func bind(_ number: Int64, at place: Int) throws(SQLiteError) {
        try check(statement.bind(number, at: Int32(place)))
    }

    package func bindNull(at place: Int) throws(SQLiteError) {
        try check(statement.bind(.null, at: Int32(place)))
    }

    /// Runs the statement with a text and perhaps another, parts of the same bytes, at a place and
    /// the one behind it.
    package func run(
        texts: (Range<Int>, Range<Int>?),
        of bytes: Span<UInt8>,
        at place: Int,
    ) throws {
        try unsafe bytes.withUnsafeBytes { bytes in
            let first = unsafe UnsafeRawBufferPointer(rebasing: bytes[texts.0])
            try check(unsafe statement.bindInPlace(first, isText: true, at: Int32(place)))
            if let other = texts.1 {
                let second = unsafe UnsafeRawBufferPointer(rebasing: bytes[other])
                try check(unsafe statement.bindInPlace(second, isText: true, at: Int32(place + 1)))
            } else {
                try bindNull(at: place + 1)
            }
            try run()
        }
    }

    /// Runs the statement with a blob at a place.
    package func run(blob: Span<UInt8>, at place: Int) throws {
        try unsafe blob.withUnsafeBytes { bytes in
            try check(unsafe statement.bindInPlace(bytes, isText: false, at: Int32(place)))
            try run()
        }
    }

    /// Runs the statement and drops its rows.
    package func run() throws(SQLiteError) {
        defer { statement.reset() }
        while true {
            switch statement.step() {
            case SQLITE_ROW: continue
            case SQLITE_DONE: return
            case let code: throw failure(code)
            }
        }
    }

    private func check(_ code: Int32) throws(SQLiteError) {
        if code != SQLITE_OK { throw failure(code) }
    }
}
