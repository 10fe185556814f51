/// Why a ledger cannot be opened, read or written: all that the world can do to a file.
package enum LedgerError: Error, Sendable {
    case missing(path: String)
    case exists(path: String)
    /// It is a file, but not a ledger; `found` says what it is instead.
    case foreign(path: String, found: String)
    /// Written by a newer Daybook.
    case newer(path: String, version: Int, known: Int)
    /// Written by an older Daybook, and opened for reading only.
    case older(path: String, version: Int, known: Int)
    case damaged(path: String, detail: String)
    /// Somebody else writes, and went on for longer than we wait.
    case busy(path: String)
    /// Somebody else has it open, and what is to be done needs it alone.
    case inUse(path: String)
    /// It is a ledger, but none whose place may be taken; `reason` says why.
    case unrelated(path: String, reason: String)
    case full(path: String)
    case readOnly(path: String)
    /// The file system refused; `reason` is the system's text.
    case unusable(path: String, reason: String)
    /// A rule of the store was broken; this is a conflict or a defect, not the world.
    case refused(SQLiteError)

    /// Whether what was to be written is dated in a month that is closed.
    package var isOfClosedMonth: Bool {
        guard case .refused(let error) = self else { return false }
        return error.message == Schema.Rule.monthIsClosed
    }

    /// The failure in the ledger's words.
    init(_ error: SQLiteError, path: String) {
        switch error.kind {
        case .busy: self = .busy(path: path)
        case .full: self = .full(path: path)
        case .damaged: self = .damaged(path: path, detail: error.message)
        case .readOnly: self = .readOnly(path: path)
        case .input, .cannotOpen: self = .unusable(path: path, reason: error.message)
        case .constraint, .stopped, .other: self = .refused(error)
        }
    }
}
