internal import DaybookCore
internal import DaybookWire

/// What tells one file of events from another: where it lies, how long it is, how it begins.
package enum EventOrigin {
    /// Bytes of the start that are looked at.
    private static let headLength = 4096

    /// A file that has changed since is another one: then what was read of it counts for nothing.
    package static func text(of path: String, _ words: String...) throws -> String {
        var head: [UInt8] = []
        if path != "/dev/stdin" {
            _ = try FileSource(opening: path).append(upTo: headLength, to: &head)
        }
        let size = path == "/dev/stdin" ? 0 : try Files.size(of: path)
        let value: JSONValue = .array(
            ([path, "\(size)", String(digest(head), radix: 16)] + words).map { .string($0) }
        )
        return JSONWriter.text(value, .canonical)
    }

    /// FNV-1a: this tells versions of a file apart, and guards against nobody.
    private static func digest(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
