internal import DaybookStore
internal import Glibc

/// A new file that is whole under its name or does not exist: written beside it, synced, then
/// named. It takes the place of another only where it is told to.
@safe package final class WholeFile {
    private let path: String
    private let partial: String
    private let file: Int32
    private let isReplacing: Bool
    private var isNamed = false

    /// Begins the file where one of its name can be made later, as things are now.
    ///
    /// - Parameters:
    ///   - mode: who may read and write it, whatever the process's mask says.
    ///   - isReplacing: whether it may take the place of another.
    package init(
        _ path: String,
        mode: UInt32 = 0o644,
        replacing isReplacing: Bool = false,
    ) throws(FileError) {
        let path = try isReplacing ? Files.replaceable(path) ?? path : path
        self.path = path
        self.isReplacing = isReplacing
        partial = LeftOvers.partial(of: path)
        Folders.removeLeftOvers(of: path)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        file = unsafe open(partial, flags, mode)
        guard file >= 0 else { throw FileError("create", path) }
        guard fchmod(file, mode) == 0 else { throw FileError("create", path) }
        if !isReplacing, unsafe access(path, F_OK) == 0 {
            errno = EEXIST
            throw FileError("create", path)
        }
    }

    deinit {
        if file >= 0 { close(file) }
        if !isNamed { unsafe unlink(partial) }
    }

    package static func write(
        _ bytes: [UInt8],
        to path: String,
        mode: UInt32 = 0o644,
    ) throws(FileError) {
        let file = try WholeFile(path, mode: mode)
        try file.append(bytes)
        try file.finish()
    }

    package func append(_ bytes: [UInt8]) throws(FileError) {
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
    }

    /// Writes over what was appended before; the file stays as long as it is.
    package func overwrite(_ bytes: [UInt8], at offset: Int) throws(FileError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe pwrite(
                    file,
                    $0.baseAddress.map { unsafe $0 + written },
                    $0.count - written,
                    off_t(offset + written)
                )
            }
            if count < 0 && errno != EINTR { throw FileError("write", path) }
            written += max(0, count)
        }
    }

    /// Gives it its name. Without that nothing of it stays.
    package func finish() throws(FileError) {
        guard fsync(file) == 0 else { throw FileError("write", path) }
        // A link never replaces, a new name does.
        let code = unsafe isReplacing ? rename(partial, path) : link(partial, path)
        guard code == 0 else { throw FileError("create", path) }
        isNamed = true
        unsafe unlink(partial)
        try Self.syncFolder(of: path)
    }

    static func syncFolder(of path: String) throws(FileError) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let file = unsafe open(folder, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw FileError("open", folder) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw FileError("write", folder) }
    }
}
