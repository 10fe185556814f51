internal import Glibc

/// The first place of a byte. The C library compares 32 bytes at a time.
@inline(__always)
func firstIndex(of byte: UInt8, in bytes: Span<UInt8>) -> Int? {
    unsafe bytes.withUnsafeBytes { buffer in
        guard let start = buffer.baseAddress,
            let found = unsafe memchr(start, Int32(byte), buffer.count)
        else { return nil }
        return unsafe UnsafeRawPointer(found) - start
    }
}
