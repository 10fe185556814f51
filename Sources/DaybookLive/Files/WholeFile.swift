internal import Glibc

/// A new file that is whole under its name or does not exist: written beside it, synced, then
/// named. It never takes the place of another.
package enum WholeFile {
    /// - Parameter mode: who may read and write it, whatever the process's mask says.
    package static func write(
        _ bytes: [UInt8],
        to path: String,
        mode: UInt32 = 0o644,
    ) throws(FileError) {
        let partial = "\(path).partial-\(getpid())"
        unsafe unlink(partial)
        do throws(FileError) {
            try fill(partial, with: bytes, mode)
            guard unsafe link(partial, path) == 0 else { throw FileError("create", path) }
            unsafe unlink(partial)
            try syncFolder(of: path)
        } catch {
            unsafe unlink(partial)
            throw error
        }
    }

    private static func fill(
        _ path: String,
        with bytes: [UInt8],
        _ mode: UInt32,
    ) throws(FileError) {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        let file = unsafe open(path, flags, mode)
        guard file >= 0 else { throw FileError("create", path) }
        defer { close(file) }
        guard fchmod(file, mode) == 0 else { throw FileError("create", path) }
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.write(
                    file,
                    $0.baseAddress.map { unsafe $0 + written },
                    $0.count - written
                )
            }
            if count < 0 && errno != EINTR { throw FileError("write", path) }
            written += max(0, count)
        }
        guard fsync(file) == 0 else { throw FileError("write", path) }
    }

    private static func syncFolder(of path: String) throws(FileError) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let file = unsafe open(folder, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw FileError("open", folder) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw FileError("write", folder) }
    }
}
