internal import Glibc

/// A copy of a file that may lie on a failing disk: what cannot be read becomes noughts, which
/// SQLite takes for no page of its own.
enum PatientCopy {
    /// How many bytes could not be read.
    static func make(of path: String, at target: String) throws(LedgerError) -> Int {
        if Disk.refuses(.copy(path), &errno) { throw failure(path) }
        let source = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard source >= 0 else { throw failure(path) }
        defer { close(source) }
        let copy = unsafe open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard copy >= 0 else { throw failure(target) }
        defer { close(copy) }
        let end = Int(lseek(source, 0, SEEK_END))
        var lost = 0
        var offset = 0
        var buffer = [UInt8](repeating: 0, count: largest)
        while offset < end {
            let wanted = min(largest, end - offset)
            var count = unsafe pread(source, &buffer, wanted, off_t(offset))
            if count <= 0 {
                // Somewhere in this piece: page by page, then.
                count = min(smallest, end - offset)
                let single = unsafe pread(source, &buffer, count, off_t(offset))
                if single <= 0 {
                    for index in 0..<count { buffer[index] = 0 }
                    lost += count
                } else {
                    count = single
                }
            }
            try write(buffer[..<count], to: copy, at: offset, target)
            offset += count
        }
        return lost
    }

    /// Makes a file as long as it should be.
    static func extend(_ path: String, to size: Int) throws(LedgerError) {
        guard unsafe truncate(path, off_t(size)) == 0 else { throw failure(path) }
    }

    private static var largest: Int { 1 << 20 }
    private static var smallest: Int { 4096 }

    private static func write(
        _ bytes: ArraySlice<UInt8>,
        to file: Int32,
        at offset: Int,
        _ path: String,
    ) throws(LedgerError) {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { bytes in
                unsafe pwrite(
                    file,
                    bytes.baseAddress.map { unsafe $0 + done },
                    bytes.count - done,
                    off_t(offset + done)
                )
            }
            if count < 0 && errno != EINTR { throw failure(path) }
            done += max(0, count)
        }
    }

    private static func failure(_ path: String) -> LedgerError { NewFile.failure(path) }
}
