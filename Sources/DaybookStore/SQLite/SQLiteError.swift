internal import CSQLite

/// What SQLite said, to which statement, with which values.
package struct SQLiteError: Error, Hashable, Sendable {
    /// The extended result code.
    package let code: Int32
    package let message: String
    package let sql: String
    package let arguments: [SQLValue]

    package init(code: Int32, message: String, sql: String, arguments: [SQLValue]) {
        self.code = code
        self.message = message
        self.sql = sql
        self.arguments = arguments
    }

    /// The kinds of failure that need different words and different exit codes.
    package enum Kind: Sendable {
        case busy, full, damaged, readOnly, input, constraint, stopped, cannotOpen, other
    }

    package var kind: Kind {
        // Shared memory lies in a file beside the ledger, which a full disk has no room for.
        let isWithoutRoom = code == SQLITE_IOERR | 19 << 8
        if isWithoutRoom { return .full }
        return switch code & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: .busy
        case SQLITE_FULL: .full
        case SQLITE_CORRUPT, SQLITE_NOTADB: .damaged
        case SQLITE_READONLY, SQLITE_PERM: .readOnly
        case SQLITE_IOERR: .input
        case SQLITE_CONSTRAINT: .constraint
        case SQLITE_INTERRUPT: .stopped
        case SQLITE_CANTOPEN: .cannotOpen
        default: .other
        }
    }
}

extension SQLiteError {
    /// Whether the file cannot be read at some place, while others may be read.
    var isOfTheFile: Bool {
        kind == .damaged || Self.failedReads.contains(code)
    }

    /// Whether a sound statement met what Daybook does not write: a text that is no JSON, a sum
    /// that is too large, a table that is not there.
    var isOfContent: Bool { code & 0xff == SQLITE_ERROR }

    /// Whether something could not be written, for want of room or otherwise.
    var isOfWriting: Bool { kind == .full || Self.failedWrites.contains(code) }

    /// Writes that fail, files that cannot be synced or cut.
    private static var failedWrites: [Int32] { [3, 4, 5, 6].map { SQLITE_IOERR | $0 << 8 } }

    /// Reads that fail, are short, or bring what the disk itself calls wrong.
    private static var failedReads: [Int32] {
        [1, 2, 32, 33].map { SQLITE_IOERR | $0 << 8 }
    }
}

extension SQLiteError: CustomStringConvertible {
    package var description: String {
        let values = arguments.isEmpty ? "" : " with \(arguments)"
        return "\(message) (SQLite code \(code)) in: \(sql)\(values)"
    }
}
