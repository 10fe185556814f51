internal import Glibc

/// What the system said when a file was asked for.
package struct FileError: Error, Hashable, Sendable {
    package let path: String
    /// What was attempted: `read`, `write`, `open`.
    package let operation: String
    package let code: Int32
    /// What the place of a file has instead of one: a folder, a device or pipe.
    package let other: String?

    /// Takes the code of the call that has just failed.
    init(_ operation: String, _ path: String) {
        self.path = path
        self.operation = operation
        code = errno
        other = nil
    }

    /// What is there is no file.
    init(_ operation: String, _ path: String, whichIs other: String) {
        (self.path, self.operation, self.other) = (path, operation, other)
        code = EINVAL
    }

    package var isMissing: Bool { code == ENOENT || code == ENOTDIR }
    package var isTaken: Bool { code == EEXIST }
    package var isBrokenPipe: Bool { code == EPIPE }

    package var reason: String {
        if let other { return "it is \(other)" }
        return unsafe String(cString: strerror(code))
    }
}

extension FileError: CustomStringConvertible {
    package var description: String { "cannot \(operation) \(path): \(reason)" }
}
