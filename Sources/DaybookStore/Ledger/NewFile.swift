internal import Glibc

/// A file that is whole under its name or does not exist: built beside it, synced, then named.
enum NewFile {
    /// - Parameter replacing: takes the place of a file of that name instead of failing.
    static func build(
        _ path: String,
        replacing: Bool,
        _ durability: Ledger.Durability = .durable,
        _ write: (String) throws -> Void,
    ) throws {
        let partial = "\(path).partial-\(getpid())"
        removeAll(partial)
        do {
            try write(partial)
            if durability == .durable { try sync(partial) }
            if replacing {
                guard unsafe rename(partial, path) == 0 else { throw failure(path) }
            } else {
                // A link fails where the name is taken; a rename would silently replace it.
                guard unsafe link(partial, path) == 0 else {
                    throw errno == EEXIST ? LedgerError.exists(path: path) : failure(path)
                }
            }
            if durability == .durable { try syncFolder(of: path) }
            removeAll(partial)
        } catch {
            removeAll(partial)
            throw error
        }
    }

    private static func removeAll(_ path: String) {
        for suffix in ["", "-wal", "-shm", "-journal"] { unsafe unlink(path + suffix) }
    }

    private static func sync(_ path: String) throws {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw failure(path) }
    }

    private static func syncFolder(of path: String) throws {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        try sync(folder)
    }

    private static func failure(_ path: String) -> LedgerError {
        if errno == ENOSPC || errno == EDQUOT || errno == EFBIG { return .full(path: path) }
        return .unusable(path: path, reason: systemReason())
    }
}
