internal import Glibc

/// What files and folders are called until they are whole, and what of them is left over where a
/// process was killed meanwhile: its id tells.
enum LeftOvers {
    private static let mark = ".partial-"

    /// What this process calls a file or folder until it is whole.
    static func partial(of path: String) -> String { "\(path)\(mark)\(getpid())" }

    /// Removes what was left at a place, also by this process; what another still writes stays.
    static func remove(of path: String) {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? "./"
        let prefix = (slash.map { String(path[path.index(after: $0)...]) } ?? path) + mark
        for name in (try? Folders.names(in: folder, endingIn: "")) ?? [] {
            guard name.hasPrefix(prefix), let owner = pid_t(name.dropFirst(prefix.count)),
                owner == getpid() || isGone(owner)
            else { continue }
            // Behind a link lies somebody else's folder.
            var status = stat()
            let isThere = unsafe lstat(folder + name, &status) == 0
            if isThere, status.st_mode & S_IFMT == S_IFDIR {
                Folders.remove(folder + name)
            } else {
                unsafe unlink(folder + name)
            }
        }
    }

    /// Signal 0 asks whether there is such a process, and reaches nobody.
    private static func isGone(_ owner: pid_t) -> Bool {
        owner > 0 && kill(owner, 0) != 0 && errno == ESRCH
    }
}
