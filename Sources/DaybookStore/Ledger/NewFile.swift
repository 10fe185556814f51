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
        removeLeftOvers(of: path)
        let partial = LeftOvers.partial(of: path)
        // Ids come again: a log of another file would be taken for one of this.
        removeAll(partial)
        do {
            try write(partial)
            if durability == .durable { try sync(partial) }
            if replacing {
                try move(partial, to: path)
            } else {
                setLogsAside(of: path)
                // A link fails where the name is taken; a rename would silently replace it.
                let isRefused = Disk.refuses(.link(from: partial, to: path), &errno)
                guard !isRefused, unsafe link(partial, path) == 0 else {
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

    /// Removes what a process left that was killed while it built this file.
    static func removeLeftOvers(of path: String) {
        for left in LeftOvers.paths(of: path) { remove(left) }
    }

    static func removeAll(_ path: String) {
        for suffix in ["", "-wal", "-shm", "-journal"] { unsafe unlink(path + suffix) }
    }

    /// A log that was left behind when somebody deleted its ledger would be taken for one of the
    /// new file, and ruin it. It may be the last of what was written: it keeps another name.
    private static func setLogsAside(of path: String) {
        var status = stat()
        guard unsafe stat(path, &status) != 0 else { return }
        for suffix in ["-wal", "-journal"] {
            _ = unsafe rename(path + suffix, "\(path).orphaned\(suffix)")
        }
        unsafe unlink(path + "-shm")
    }

    /// Gives a file the name of another, whose place it takes.
    static func move(_ path: String, to name: String) throws {
        let isRefused = Disk.refuses(.rename(from: path, to: name), &errno)
        guard !isRefused, unsafe rename(path, name) == 0 else { throw failure(name) }
    }

    /// Gives a file a second name, which must be free.
    static func name(_ path: String, also name: String) throws {
        let isRefused = Disk.refuses(.link(from: path, to: name), &errno)
        guard !isRefused, unsafe link(path, name) == 0 else { throw failure(name) }
    }

    static func remove(_ path: String) {
        unsafe unlink(path)
    }

    static func exists(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0
    }

    static func sync(_ path: String) throws {
        if Disk.refuses(.sync(path), &errno) { throw failure(path) }
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw failure(path) }
    }

    static func syncFolder(of path: String) throws {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        try sync(folder)
    }

    static func failure(_ path: String) -> LedgerError {
        if errno == ENOSPC || errno == EDQUOT || errno == EFBIG { return .full(path: path) }
        return .unusable(path: path, reason: systemReason())
    }
}
