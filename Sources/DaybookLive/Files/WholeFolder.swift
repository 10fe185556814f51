internal import DaybookStore
internal import Glibc

/// A new folder of files that is whole under its name or does not exist: written beside it, synced,
/// then named. It never takes the place of another.
package final class WholeFolder {
    private let path: String
    private let partial: String
    private var isNamed = false

    package init(_ path: String) throws(FileError) {
        let trimmed = path.last == "/" ? String(path.dropLast()) : path
        self.path = trimmed
        partial = LeftOvers.partial(of: trimmed)
        if unsafe access(trimmed, F_OK) == 0 {
            errno = EEXIST
            throw FileError("create", trimmed)
        }
        Folders.removeLeftOvers(of: trimmed)
        guard unsafe mkdir(partial, 0o755) == 0 else { throw FileError("create", trimmed) }
    }

    deinit {
        if !isNamed { Folders.remove(partial) }
    }

    /// Begins a file of the folder.
    package func file(_ name: String) throws(FileError) -> WholeFile {
        try WholeFile("\(partial)/\(name)")
    }

    /// Gives it its name; every file of it is finished. Without that nothing of it stays.
    package func finish() throws(FileError) {
        try WholeFile.syncFolder(of: "\(partial)/x")
        // Only an empty folder that came meanwhile would be replaced: nothing of anybody's is lost.
        guard unsafe rename(partial, path) == 0 else { throw FileError("create", path) }
        isNamed = true
        try WholeFile.syncFolder(of: path)
    }
}
