internal import DaybookWire
internal import Glibc

/// The bytes of a file, a pipe or a terminal, in pieces.
package final class FileSource: ByteSource {
    private let descriptor: Int32
    private let path: String

    /// Opens a file; it is closed with the last reference to the source.
    ///
    /// - Parameter offset: how many bytes at its start are passed over; only of a file.
    package init(opening path: String, from offset: Int = 0) throws(FileError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError("open", path) }
        self.descriptor = descriptor
        self.path = path
        if offset > 0 && lseek(descriptor, offset, SEEK_SET) < 0 { throw FileError("read", path) }
    }

    deinit {
        close(descriptor)
    }

    package func append(upTo count: Int, to buffer: inout [UInt8]) throws(FileError) -> Bool {
        var received = -1
        // Straight behind what is there: nothing is written only to be written over.
        buffer.append(addingCapacity: count) { output in
            unsafe output.withUnsafeMutableBufferPointer { room, initialized in
                let start = unsafe room.baseAddress.map { unsafe $0 + initialized }
                repeat {
                    received = unsafe read(descriptor, start, count)
                } while received < 0 && errno == EINTR
                initialized += max(received, 0)
            }
        }
        let error = received < 0 ? FileError("read", path) : nil
        if let error { throw error }
        return received > 0
    }

    /// A whole file, up to a size that no file of this kind reaches.
    package static func content(
        of path: String,
        limit: Int = 256 << 20,
    ) throws(FileError) -> [UInt8] {
        let source = try FileSource(opening: path)
        var bytes: [UInt8] = []
        while try source.append(upTo: 1 << 16, to: &bytes) {
            if bytes.count > limit {
                errno = EFBIG
                throw FileError("read", path)
            }
        }
        return bytes
    }
}
