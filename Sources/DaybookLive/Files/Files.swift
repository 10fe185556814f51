internal import Glibc

/// Facts about files.
package enum Files {
    package static func size(of path: String) throws(FileError) -> Int {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { throw FileError("read", path) }
        return Int(status.st_size)
    }

    /// Whether it is a file and nothing else: no folder, no pipe, no device.
    package static func isPlain(_ path: String) throws(FileError) -> Bool {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { throw FileError("read", path) }
        return status.st_mode & S_IFMT == S_IFREG
    }

    /// Whether there is anything of that name.
    package static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// The bytes that are still free where the file lies, for an ordinary user.
    package static func freeSpace(at path: String) throws(FileError) -> Int {
        var status = statvfs()
        guard unsafe statvfs(path, &status) == 0 else { throw FileError("read", path) }
        return Int(status.f_bavail) * Int(status.f_frsize)
    }
}
