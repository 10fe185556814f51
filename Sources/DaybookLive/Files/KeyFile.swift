package import DaybookStore
internal import Glibc

/// The file of the key with which a user signs: made at its first use, for its owner alone.
package enum KeyFile {
    /// The key of a file, or a new one where there is no file yet.
    package static func key(at path: String) throws -> SigningKey {
        if let key = try read(path) { return key }
        guard let key = SigningKey.random() else {
            throw KeyFileError(path: path, problem: .noChance)
        }
        try Folders.makeParent(of: path)
        do throws(FileError) {
            try key.withSeed { (seed) throws(FileError) in
                let text = Hexadecimal.text(of: seed) + "\n"
                try WholeFile.write(Array(text.utf8), to: path, mode: 0o600)
            }
        } catch {
            // Another process may have made one meanwhile: there is one key, and it is that.
            if error.isTaken, let key = try read(path) { return key }
            throw error
        }
        return key
    }

    /// The key of a file that is there, without making one.
    package static func existingKey(at path: String) throws -> SigningKey? {
        try read(path)
    }

    private static func read(_ path: String) throws -> SigningKey? {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        if file < 0 {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            if errno == ELOOP { throw KeyFileError(path: path, problem: .noFile) }
            throw FileError("open", path)
        }
        defer { close(file) }
        // The open file is asked, not its name: that could mean another one by now.
        var status = stat()
        guard unsafe fstat(file, &status) == 0 else { throw FileError("read", path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw KeyFileError(path: path, problem: .noFile)
        }
        guard status.st_uid == geteuid() else {
            throw KeyFileError(path: path, problem: .foreignOwner)
        }
        guard status.st_mode & 0o077 == 0 else {
            throw KeyFileError(path: path, problem: .readableByOthers)
        }
        var bytes = [UInt8](repeating: 0, count: 2 * SigningKey.seedSize + 2)
        let count = unsafe Glibc.read(file, &bytes, bytes.count)
        guard count >= 0 else { throw FileError("read", path) }
        return try key(of: bytes[..<count], path)
    }

    private static func key(of bytes: ArraySlice<UInt8>, _ path: String) throws -> SigningKey {
        var digits = bytes
        if digits.last == UInt8(ascii: "\n") { digits.removeLast() }
        guard let seed = Hexadecimal.bytes(of: String(decoding: digits, as: UTF8.self)),
            let key = SigningKey(seed: seed)
        else { throw KeyFileError(path: path, problem: .noKey) }
        return key
    }
}

/// Why the key of a file is not used.
package struct KeyFileError: Error, Hashable, Sendable {
    package let path: String
    package let problem: Problem

    package enum Problem: Hashable, Sendable {
        /// A link, a folder, a device.
        case noFile
        case foreignOwner, readableByOthers
        /// What it holds is no key.
        case noKey
        /// The system gives no random bytes.
        case noChance
    }
}
