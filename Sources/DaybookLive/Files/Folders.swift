internal import DaybookStore
internal import Glibc

/// Folders and the names in them.
package enum Folders {
    /// Makes a folder and those above it, for this user alone.
    package static func make(_ path: String) throws(FileError) {
        if unsafe mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex
        else { throw FileError("create", path) }
        try make(String(path[..<slash]))
        guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw FileError("create", path)
        }
    }

    /// Whether there is a folder.
    package static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in a folder that end as told, sorted.
    package static func names(in path: String, endingIn suffix: String) throws(FileError)
        -> [String]
    {
        guard let folder = unsafe opendir(path) else { throw FileError("read", path) }
        defer { unsafe _ = closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            if name.hasSuffix(suffix) && name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// A new folder for this process alone.
    package static func makeTemporary(in parent: String) throws(FileError) -> String {
        var template = Array("\(parent)/daybook-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw FileError("create", parent) }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Removes a folder of ours and the files directly in it.
    package static func remove(_ path: String) {
        for name in (try? names(in: path, endingIn: "")) ?? [] {
            unsafe unlink("\(path)/\(name)")
        }
        unsafe rmdir(path)
    }
}

extension Folders {
    /// Removes the files and folders that killed processes left of one.
    static func removeLeftOvers(of path: String) {
        for left in LeftOvers.paths(of: path) {
            // Behind a link lies somebody else's folder.
            var status = stat()
            let isThere = unsafe lstat(left, &status) == 0
            if isThere, status.st_mode & S_IFMT == S_IFDIR {
                remove(left)
            } else {
                unsafe unlink(left)
            }
        }
    }

    /// Makes the folder that a file will lie in.
    package static func makeParent(of path: String) throws(FileError) {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
        try make(String(path[..<slash]))
    }
}
