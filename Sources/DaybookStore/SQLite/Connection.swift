internal import CSQLite

/// One connection to one SQLite file. It has one owner at a time and never crosses to another.
@safe package final class Connection {
    /// Opened in `init`, closed in `deinit`, given only to this connection's statements.
    private let database: OpaquePointer
    private var statements: [String: Statement] = [:]
    private var isInTransaction = false
    /// Who is told of every row that changes; the database has it as a bare pointer.
    private(set) var capture: ChangeCapture?
    let pendingTexts = PendingTexts()
    private let rowFold = RowFold()
    private let path: String
    private let mode: Mode
    /// A second connection for what is read on two cores, once something was.
    private var twin: Guarded<Connection>?

    /// Statements beyond this are prepared anew; the house has far fewer.
    private static let largestCache = 256

    package enum Mode: Sendable {
        case create, readWrite, readOnly
        /// For a file in a folder that cannot be written: no lock, no shared memory.
        case immutable
    }

    /// How long a statement waits for somebody else's lock before it gives up.
    package static var standardPatience: Int { 5000 }

    package init(
        path: String,
        mode: Mode,
        patienceMilliseconds: Int = Connection.standardPatience,
    ) throws(SQLiteError) {
        precondition(SQLiteLibrary.isConfigured, "settings come before the first connection")
        (self.path, self.mode) = (path, mode)
        var handle: OpaquePointer?
        let flags =
            switch mode {
            case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            case .readWrite: SQLITE_OPEN_READWRITE
            case .readOnly, .immutable: SQLITE_OPEN_READONLY
            }
        let code = unsafe sqlite3_open_v2(
            Self.address(of: path, mode: mode),
            &handle,
            flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE,
            nil
        )
        guard let opened = unsafe handle else {
            throw SQLiteError(code: code, message: "not enough memory", sql: "open", arguments: [])
        }
        unsafe database = unsafe opened
        if code != SQLITE_OK { throw failure(code, "open \(path)") }
        let hardened = unsafe csqlite_harden(database)
        if hardened != SQLITE_OK { throw failure(hardened, "harden") }
        let registered = unsafe WordSearch.register(on: database)
        if registered != SQLITE_OK { throw failure(registered, "register functions") }
        let told = unsafe pendingTexts.register(on: database)
        if told != SQLITE_OK { throw failure(told, "register functions") }
        let folds = unsafe rowFold.register(on: database)
        if folds != SQLITE_OK { throw failure(folds, "register functions") }
        unsafe sqlite3_busy_timeout(database, Int32(clamping: patienceMilliseconds))
    }

    deinit {
        for statement in statements.values { statement.finalize() }
        unsafe sqlite3_close_v2(database)
    }

    /// A file address, in which only letters, digits and `/._-~` stand for themselves.
    private static func address(of path: String, mode: Mode) -> String {
        var address = "file:"
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "~"):
                address.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                address += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        var options: [String] = []
        if mode == .immutable { options.append("immutable=1") }
        if let layer = Disk.current.layer { options.append("vfs=\(layer)") }
        return options.isEmpty ? address : address + "?" + options.joined(separator: "&")
    }

    /// Runs a statement to its end and drops its rows.
    package func run(_ sql: String, _ arguments: [SQLValue] = []) throws(SQLiteError) {
        let statement = try prepared(sql)
        defer { statement.reset() }
        try bind(arguments, to: statement)
        while try step(statement) {}
    }

    /// Hands out each row of a query; the row is valid during the call only.
    package func forEach(
        _ sql: String,
        _ arguments: [SQLValue] = [],
        _ body: (Row) throws -> Void,
    ) throws {
        let statement = try prepared(sql)
        defer { statement.reset() }
        try bind(arguments, to: statement)
        while try step(statement) { try body(Row(statement)) }
    }

    /// What some expressions of all rows of a long list come to, with less work than `forEach`.
    ///
    /// - Parameters:
    ///   - source: what follows after SELECT and the expressions
    ///   - told: called with what there is so far, after so many rows each time
    func tally<Tally: RowTally>(
        _ expressions: String,
        _ source: String,
        _ arguments: [SQLValue],
        from start: consuming Tally,
        every step: Int,
        told: (Tally) throws -> Void,
    ) throws -> Tally {
        try rowFold.tally(start, every: step, told: told) {
            try run("SELECT \(RowFold.function)(\(expressions)) \(source)", arguments)
        }
    }

    /// Hands out rows as long as `body` wants more.
    func forEachUntil(
        _ sql: String,
        _ arguments: [SQLValue],
        _ body: (Row) throws -> Bool,
    ) throws {
        let statement = try prepared(sql)
        defer { statement.reset() }
        try bind(arguments, to: statement)
        while try step(statement) {
            if try !body(Row(statement)) { return }
        }
    }

    /// The rows of a query, one by one, for whoever reads several queries side by side.
    func cursor(_ sql: String, _ arguments: [SQLValue]) throws -> RowCursor {
        let statement = try prepared(sql)
        try bind(arguments, to: statement)
        return try RowCursor(statement) { [self] in try step(statement) }
    }

    /// What `body` makes of each row.
    package func all<Record>(
        _ sql: String,
        _ arguments: [SQLValue] = [],
        _ body: (Row) throws -> Record,
    ) throws -> [Record] {
        var records: [Record] = []
        try forEach(sql, arguments) { records.append(try body($0)) }
        return records
    }

    /// What `body` makes of the first row, or nil when there is none.
    package func first<Record>(
        _ sql: String,
        _ arguments: [SQLValue] = [],
        _ body: (Row) throws -> Record,
    ) throws -> Record? {
        let statement = try prepared(sql)
        defer { statement.reset() }
        try bind(arguments, to: statement)
        return try step(statement) ? try body(Row(statement)) : nil
    }

    /// A whole number, where the query has one row and one column. A table that has one row in
    /// every ledger may have none in one that somebody else has changed.
    package func integer(_ sql: String, _ arguments: [SQLValue] = []) throws -> Int64 {
        if let number = try first(sql, arguments, { $0.integer(0) }) { return number }
        throw SQLiteError(
            code: SQLITE_CORRUPT,
            message: "a row is missing that every ledger has\(Self.place(in: sql))",
            sql: sql,
            arguments: arguments
        )
    }

    /// ` in event_state`: the table that a query of ours reads.
    private static func place(in sql: String) -> String {
        let words = sql.split { $0 == " " || $0 == "\n" }
        let table = zip(words, words.dropFirst()).first { $0.0 == "FROM" }?.1
        return table.map { " in \($0)" } ?? ""
    }

    /// Hands out a statement to be run again and again, with values that are not copied.
    package func repeating(
        _ sql: String,
        _ body: (RepeatedStatement) throws -> Void,
    ) throws {
        try requireOpenTransaction(for: sql)
        let statement = try prepared(sql)
        defer {
            statement.reset()
            statement.clear()
        }
        try body(
            RepeatedStatement(statement) { [self] code in failure(code, sql) }
        )
    }

    /// Runs several statements that take no values: a schema, a pragma.
    package func script(_ sql: String) throws(SQLiteError) {
        // Half of a script may stay when the rest fails: the capture could not tell which.
        precondition(capture?.isListening != true, "a change is made of single statements")
        let code = unsafe sqlite3_exec(database, sql, nil, nil, nil)
        if code != SQLITE_OK { throw failure(code, sql) }
    }

    /// Tells `capture` of each row before it changes, in place of the one before.
    func watch(_ capture: ChangeCapture) {
        precondition(SQLiteLibrary.tellsOfChanges, "only some libraries of SQLite can watch")
        self.capture = capture
        unsafe csqlite_watch(
            database,
            { context, database, operation, schema, table, old, new in
                guard let context = unsafe context, let database = unsafe database,
                    let schema = unsafe schema, let table = unsafe table,
                    unsafe String(cString: schema) == "main"
                else { return }
                let capture = unsafe Unmanaged<ChangeCapture>.fromOpaque(context)
                    .takeUnretainedValue()
                unsafe capture.note(database, operation, table: table, from: old, to: new)
            },
            Unmanaged.passUnretained(capture).toOpaque()
        )
    }

    /// A number that changes when somebody else has committed something.
    package func dataVersion() throws -> Int64 {
        try integer("PRAGMA data_version")
    }

    /// Runs queries that end early when `isCancelled` says so: then the answer is nil.
    package func stopping<Answer>(
        when isCancelled: @Sendable () -> Bool,
        _ body: () throws -> Answer,
    ) throws -> Answer? {
        // A thousand instructions take some microseconds, the question less.
        try withoutActuallyEscaping(isCancelled) { question in
            var question = question
            return try unsafe withUnsafeMutablePointer(to: &question) { pointer in
                unsafe sqlite3_progress_handler(
                    database,
                    1000,
                    { context in
                        let question = unsafe context?.assumingMemoryBound(
                            to: (@Sendable () -> Bool).self
                        )
                        return unsafe question?.pointee() ?? false ? 1 : 0
                    },
                    pointer
                )
                defer { unsafe sqlite3_progress_handler(database, 0, nil, nil) }
                do {
                    return try body()
                } catch let error as SQLiteError where error.kind == .stopped {
                    return nil
                }
            }
        }
    }

    /// How many rows the last statement has written.
    package var changeCount: Int { Int(unsafe sqlite3_changes64(database)) }

    /// The row id of the last insert.
    package var lastRow: Int64 { unsafe sqlite3_last_insert_rowid(database) }

    /// Runs `body` in a transaction: all of it takes place, or nothing.
    package func transaction<Answer>(
        _ kind: TransactionKind = .write,
        _ body: () throws -> Answer,
    ) throws -> Answer {
        precondition(!isInTransaction, "a transaction does not begin inside another")
        try run(kind.rawValue)
        isInTransaction = true
        defer { isInTransaction = false }
        do {
            let answer = try body()
            try pendingTexts.flush(self)
            try run("COMMIT")
            return answer
        } catch {
            pendingTexts.removeAll()
            // SQLite has rolled back by itself after some failures; then there is nothing to do.
            if unsafe sqlite3_get_autocommit(database) == 0 { try? run("ROLLBACK") }
            throw error
        }
    }

    /// Runs `body` with a second connection that reads the same state as this one, so that two
    /// cores can read; with none where there is no such, while this one writes or others just did.
    ///
    /// - Parameter state: a number that is another one after each change that matters.
    func withTwin<Answer>(
        state: (Connection) throws -> Int64,
        _ body: (Guarded<Connection>?) throws -> Answer,
    ) throws -> Answer {
        guard mode != .readWrite, mode != .create, isInTransaction else { return try body(nil) }
        let own = try state(self)
        guard let twin = try? begunTwin() else {
            // Where no second connection can be had, one reads alone. The next has another chance.
            self.twin = nil
            return try body(nil)
        }
        self.twin = twin
        defer { twin.withLock { connection in try? connection.run("COMMIT") } }
        let isSame = try twin.withLock { try state($0) } == own
        return try body(isSame ? twin : nil)
    }

    private func begunTwin() throws -> Guarded<Connection> {
        let twin = try twin ?? makeTwin()
        try twin.withLock { try $0.run(TransactionKind.snapshot.rawValue) }
        return twin
    }

    private func makeTwin() throws -> Guarded<Connection> {
        let connection = try Connection(path: path, mode: mode)
        // It reads everything once: nothing is worth keeping.
        try connection.script("PRAGMA cache_size = -2000")
        return Guarded(connection)
    }

    /// Virtual tables may meet a disk that fails and go on as if nothing were: SQLite has then
    /// taken the whole transaction back without a word, and what follows would be committed
    /// statement by statement.
    private func requireOpenTransaction(for sql: String) throws(SQLiteError) {
        guard isInTransaction, unsafe sqlite3_get_autocommit(database) != 0 else { return }
        throw SQLiteError(
            code: SQLITE_IOERR,
            message: "disk I/O error: SQLite has taken the transaction back",
            sql: sql,
            arguments: []
        )
    }

    package enum TransactionKind: String, Sendable {
        /// Takes the write lock at once, so that two writers wait and never clash half-way.
        case write = "BEGIN IMMEDIATE"
        /// One state of the ledger for several queries.
        case snapshot = "BEGIN"
    }

    /// Copies the last committed state into a new file, which must not exist.
    package func copy(to path: String) throws {
        try copy(into: Connection(path: path, mode: .create))
    }

    /// Copies all pages into another database, so many at a time. It takes over all of them with
    /// the last one, or none if `step` throws.
    ///
    /// Inside a snapshot the copy is of that snapshot, however much others write meanwhile.
    func copy(
        into target: Connection,
        pagesAtOnce: Int = 2048,
        step: (_ done: Int, _ total: Int) throws -> Void = { _, _ in },
    ) throws {
        let begun = unsafe sqlite3_backup_init(target.database, "main", database, "main")
        guard let copy = unsafe begun else {
            throw target.failure(unsafe sqlite3_extended_errcode(target.database), "copy")
        }
        var code = SQLITE_OK
        do {
            while code == SQLITE_OK {
                code = unsafe sqlite3_backup_step(copy, Int32(clamping: pagesAtOnce))
                let total = Int(unsafe sqlite3_backup_pagecount(copy))
                try step(total - Int(unsafe sqlite3_backup_remaining(copy)), total)
            }
        } catch {
            unsafe sqlite3_backup_finish(copy)
            throw error
        }
        // Only a copy that was finished is whole; whatever went wrong is told by that as well.
        let end = unsafe sqlite3_backup_finish(copy)
        if end != SQLITE_OK { throw target.failure(end, "copy") }
        precondition(code == SQLITE_DONE, "a copy without a failure has been finished")
    }

    /// Statements that hold a lock or memory right now; none may be left when a test ends.
    package var openStatementCount: Int { statements.values.count { $0.isActive } }

    private func prepared(_ sql: String) throws(SQLiteError) -> Statement {
        if let statement = statements[sql] {
            precondition(!statement.isActive, "a statement runs inside itself: \(sql)")
            return statement
        }
        var handle: OpaquePointer?
        let code = unsafe sqlite3_prepare_v3(
            database,
            sql,
            Int32(clamping: sql.utf8.count),
            UInt32(SQLITE_PREPARE_PERSISTENT),
            &handle,
            nil
        )
        guard code == SQLITE_OK, let prepared = unsafe handle else { throw failure(code, sql) }
        if statements.count >= Self.largestCache { dropIdleStatements() }
        let statement = unsafe Statement(prepared, sql: sql)
        statements[sql] = statement
        return statement
    }

    private func dropIdleStatements() {
        for (sql, statement) in statements where !statement.isActive {
            statement.finalize()
            statements[sql] = nil
        }
    }

    private func bind(
        _ arguments: [SQLValue],
        to statement: Statement,
    ) throws(SQLiteError) {
        precondition(
            arguments.count == statement.parameterCount,
            "\(arguments.count) values for \(statement.parameterCount) places: \(statement.sql)"
        )
        for (index, value) in arguments.enumerated() {
            let code = statement.bind(value, at: Int32(index + 1))
            if code != SQLITE_OK { throw failure(code, statement.sql, arguments) }
        }
        statement.arguments = arguments
    }

    private func step(_ statement: Statement) throws(SQLiteError) -> Bool {
        try requireOpenTransaction(for: statement.sql)
        let mark = capture?.mark
        switch statement.step() {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            if let mark { capture?.cut(to: mark) }
            throw failure(code, statement.sql, statement.arguments)
        }
    }

    private func failure(
        _ code: Int32,
        _ sql: String,
        _ arguments: [SQLValue] = [],
    ) -> SQLiteError {
        let message = unsafe sqlite3_errmsg(database).map { unsafe String(cString: $0) }
        return SQLiteError(
            code: code,
            message: message ?? "unknown error",
            sql: sql,
            arguments: arguments
        )
    }
}
