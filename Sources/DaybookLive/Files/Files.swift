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

    /// The file whose place a new one of this name takes: behind a link, what that leads to. Nil
    /// where there is none; what is no file has no place to take. Nothing is opened.
    package static func replaceable(_ path: String) throws(FileError) -> String? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw FileError("replace", path)
        }
        var place = path
        if status.st_mode & S_IFMT == S_IFLNK {
            guard let real = unsafe realpath(path, nil) else { throw FileError("replace", path) }
            defer { unsafe free(real) }
            place = unsafe String(cString: real)
            guard unsafe stat(place, &status) == 0 else { throw FileError("replace", path) }
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return place
        case S_IFDIR: throw FileError("replace", path, whichIs: "a folder")
        case _: throw FileError("replace", path, whichIs: "a device or pipe")
        }
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
