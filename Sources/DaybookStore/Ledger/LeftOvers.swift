internal import Glibc

/// What files and folders are called until they are whole, and what of them is left over where a
/// process was killed meanwhile: its id tells.
package enum LeftOvers {
    private static let mark = ".partial-"

    /// What this process calls a file or folder until it is whole.
    package static func partial(of path: String) -> String { "\(path)\(mark)\(getpid())" }

    /// What was left at a place, also by this process; what another still writes is not among it,
    /// nor is what this one has beside it under a longer name.
    package static func paths(of path: String) -> [String] {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? "./"
        let prefix = (slash.map { String(path[path.index(after: $0)...]) } ?? path) + mark
        return names(in: folder).filter { name in
            guard name.hasPrefix(prefix) else { return false }
            let rest = name.dropFirst(prefix.count)
            // Behind the id may stand what it is for, and what SQLite adds to a name.
            guard let owner = pid_t(rest.prefix { $0 != "-" }) else { return false }
            return owner == getpid() ? !rest.contains("-") : isGone(owner)
        }.map { folder + $0 }
    }

    private static func names(in folder: String) -> [String] {
        guard let listing = unsafe opendir(folder) else { return [] }
        defer { unsafe _ = closedir(listing) }
        var names: [String] = []
        while let entry = unsafe readdir(listing) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            names.append(name)
        }
        return names
    }

    /// Signal 0 asks whether there is such a process, and reaches nobody.
    private static func isGone(_ owner: pid_t) -> Bool {
        owner > 0 && kill(owner, 0) != 0 && errno == ESRCH
    }
}
