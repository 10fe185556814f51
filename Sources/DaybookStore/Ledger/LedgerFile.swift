internal import Glibc

/// What can be said of a file before SQLite touches it. Nothing here writes.
struct LedgerFile {
    let path: String
    private let header: [UInt8]
    let size: Int
    /// Whether its mode lets nobody write, as that of a ledger out of a pack.
    let isForReading: Bool

    private static let magic = Array("SQLite format 3\u{0}".utf8)
    private static let headerSize = 100

    /// Reads the header, or says why there is none.
    init(_ path: String) throws(LedgerError) {
        self.path = path
        if Disk.refuses(.look(path), &errno) {
            throw .unusable(path: path, reason: systemReason())
        }
        let status = try Self.plainStatus(path)
        size = Int(status.st_size)
        isForReading = status.st_mode & 0o222 == 0
        // A pipe may have come in its place meanwhile: opening one waits for a writer.
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw .unusable(path: path, reason: systemReason()) }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: Self.headerSize)
        let count = unsafe pread(file, &bytes, Self.headerSize, 0)
        guard count >= 0 else { throw .unusable(path: path, reason: systemReason()) }
        header = Array(bytes[..<count])
    }

    /// Refuses what is no plain file. Nothing is opened: whoever opens a pipe waits for somebody
    /// who writes into it, and whoever closes a ledger lets go of all locks that this process has.
    static func requirePlain(_ path: String) throws(LedgerError) { _ = try plainStatus(path) }

    private static func plainStatus(_ path: String) throws(LedgerError) -> stat {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { throw .missing(path: path) }
            throw .unusable(path: path, reason: systemReason())
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            throw .foreign(path: path, found: isFolder ? "a folder" : "a device or pipe")
        }
        return status
    }

    /// Refuses what is no ledger of ours, or is visibly cut off.
    func check() throws(LedgerError) {
        try checkKind()
        if isCutOff {
            throw .damaged(
                path: path,
                detail: "\(size) bytes of \(expectedSize): the file is cut off"
            )
        }
        if isStranded {
            throw .unusable(
                path: path,
                reason: "its last changes are in \(path)-wal, which nobody can read in a folder "
                    + "that cannot be written; copy both files to another one"
            )
        }
    }

    /// Refuses what is no ledger of ours, sound or damaged.
    func checkKind() throws(LedgerError) {
        if header.isEmpty { throw .foreign(path: path, found: "an empty file") }
        guard header.count == Self.headerSize, header.starts(with: Self.magic) else {
            throw .foreign(path: path, found: "a file of another kind")
        }
        guard number(at: 68) == UInt32(bitPattern: Schema.applicationID) else {
            throw .foreign(path: path, found: "a SQLite file of another program")
        }
    }

    /// With a write-ahead log beside it, the file may rightly be behind.
    var isCutOff: Bool { size < expectedSize && !hasLog }

    /// What its header says of its size.
    var expectedSize: Int { Int(number(at: 28)) * pageSize }

    private var pageSize: Int {
        let stored = Int(header[16]) << 8 | Int(header[17])
        return stored == 1 ? 65_536 : stored
    }

    private var hasLog: Bool { Self.hasLog(path) }

    /// Whether something that was written is not in the file itself yet.
    static func hasLog(_ path: String) -> Bool {
        ["-wal", "-journal"].contains { suffix in
            var status = stat()
            return unsafe stat(path + suffix, &status) == 0 && status.st_size > 0
        }
    }

    /// Where a path leads: what takes the place of a file takes that of the file, not of a link.
    static func destination(of path: String) throws(LedgerError) -> String {
        var status = stat()
        guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else {
            return path
        }
        guard let real = unsafe realpath(path, nil) else {
            throw .unusable(path: path, reason: systemReason())
        }
        defer { unsafe free(real) }
        return unsafe String(cString: real)
    }

    /// Whether two paths lead to one file.
    static func isSame(_ path: String, _ other: String) -> Bool {
        var (first, second) = (stat(), stat())
        guard unsafe stat(path, &first) == 0, unsafe stat(other, &second) == 0 else {
            return false
        }
        return first.st_dev == second.st_dev && first.st_ino == second.st_ino
    }

    /// F_OFD_GETLK, which the header shows to GNU programs alone. It tells of this process's own
    /// locks too.
    private static var getLock: Int32 { 36 }

    /// Whether any connection holds the file open. SQLite keeps a lock in these bytes for as long
    /// as one has looked into a ledger.
    static func isInUse(_ path: String) -> Bool {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return false }
        defer { close(file) }
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = 0x4000_0000
        lock.l_len = 512
        guard unsafe fcntl(file, Self.getLock, &lock) == 0 else { return false }
        return lock.l_type != Int16(F_UNLCK)
    }

    /// Whether a reader can neither lock nor create beside the file, and need not: no log is left.
    var isOnReadOnlyFolder: Bool { !canMakeFiles && !hasLog }

    /// Whether there is a log, and the memory that its readers share can neither be made nor is it
    /// there already. To read the file without its log would show a state of long ago.
    private var isStranded: Bool {
        var status = stat()
        let isShared = unsafe stat(path + "-shm", &status) == 0
        return hasLog && !isShared && !canMakeFiles
    }

    private var canMakeFiles: Bool {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let isRefused = Disk.refuses(.tryWriting(folder), &errno)
        let isWritable = unsafe access(folder, W_OK) == 0
        return !isRefused && isWritable
    }

    private func number(at offset: Int) -> UInt32 {
        header[offset..<(offset + 4)].reduce(0) { $0 << 8 | UInt32($1) }
    }
}

/// The system's words for what went wrong last.
func systemReason() -> String {
    unsafe String(cString: strerror(errno))
}
