internal import Glibc

/// What can be said of a file before SQLite touches it. Nothing here writes.
struct LedgerFile {
    let path: String
    private let header: [UInt8]
    private let size: Int

    private static let magic = Array("SQLite format 3\u{0}".utf8)
    private static let headerSize = 100

    /// Reads the header, or says why there is none.
    init(_ path: String) throws(LedgerError) {
        self.path = path
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { throw .missing(path: path) }
            throw .unusable(path: path, reason: systemReason())
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            throw .foreign(path: path, found: isFolder ? "a folder" : "a device or pipe")
        }
        size = Int(status.st_size)
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .unusable(path: path, reason: systemReason()) }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: Self.headerSize)
        let count = unsafe pread(file, &bytes, Self.headerSize, 0)
        guard count >= 0 else { throw .unusable(path: path, reason: systemReason()) }
        header = Array(bytes[..<count])
    }

    /// Refuses what is no ledger of ours, or is visibly cut off.
    func check() throws(LedgerError) {
        if header.isEmpty { throw .foreign(path: path, found: "an empty file") }
        guard header.count == Self.headerSize, header.starts(with: Self.magic) else {
            throw .foreign(path: path, found: "a file of another kind")
        }
        guard number(at: 68) == UInt32(bitPattern: Schema.applicationID) else {
            throw .foreign(path: path, found: "a SQLite file of another program")
        }
        let pageCount = Int(number(at: 28))
        let expected = pageCount * pageSize
        // With a write-ahead log beside it, the file may rightly be behind.
        if size < expected && !hasLog {
            throw .damaged(
                path: path,
                detail: "\(size) bytes of \(expected): the file is cut off"
            )
        }
    }

    private var pageSize: Int {
        let stored = Int(header[16]) << 8 | Int(header[17])
        return stored == 1 ? 65_536 : stored
    }

    private var hasLog: Bool {
        var status = stat()
        return unsafe stat(path + "-wal", &status) == 0 && status.st_size > 0
    }

    /// Whether a reader can neither lock nor create beside the file, and need not: no log is left.
    var isOnReadOnlyFolder: Bool {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        return unsafe access(folder, W_OK) != 0 && !hasLog
    }

    private func number(at offset: Int) -> UInt32 {
        header[offset..<(offset + 4)].reduce(0) { $0 << 8 | UInt32($1) }
    }
}

/// The system's words for what went wrong last.
func systemReason() -> String {
    unsafe String(cString: strerror(errno))
}
