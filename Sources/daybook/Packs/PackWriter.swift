import DaybookLive
import DaybookStore
import DaybookWire

/// Writes a pack in one pass. What a member comes to is known when it has been written: its header
/// is put in then. The manifest stands behind all members for the same reason, and its signature
/// behind it.
final class PackWriter: PackSink {
    private(set) var members: [PackManifest.Member] = []
    private let file: WholeFile
    private let seconds: Int
    /// Bytes of the file that are not handed to the system yet, and how many were before them.
    private var buffer: [UInt8] = []
    private var written = 0
    /// The member that is being written.
    private var path = ""
    private var start = 0
    private var size = 0
    private var hash = SHA256Stream()
    /// What the manifest says of the members so far, at the least.
    private var told = 0

    private static let pieceSize = 1 << 18
    /// Of a member without its path: a size, a hash of 64 digits, and the signs around them.
    private static let leastTold = 100

    init(_ path: String, seconds: Int) throws {
        file = try WholeFile(path)
        self.seconds = seconds
    }

    var byteCount: Int { written + buffer.count }

    func begin(_ path: String) {
        (self.path, start, size, hash) = (path, byteCount, 0, SHA256Stream())
        buffer += repeatElement(0, count: TarHeader.blockSize)
    }

    func append(_ bytes: [UInt8]) throws {
        size += bytes.count
        guard size <= TarHeader.largestSize else {
            throw Failure(
                .failed,
                "\(path) has more than 8 GiB, which an archive has no room for",
                advice: path == PackManifest.ledgerPath
                    ? "leave it out with --without-ledger" : "pack a shorter time"
            )
        }
        hash.append(bytes.span)
        buffer += bytes
        if buffer.count >= Self.pieceSize { try flush() }
    }

    func end() throws {
        try endMember()
        members.append(.init(path: path, size: size, digest: hash.digest()))
        told += path.utf8.count + Self.leastTold
        // As soon as it is certain: nobody waits for a pack that cannot be signed.
        try requireRoom(for: told)
    }

    private func requireRoom(for manifest: Int) throws {
        guard manifest <= PackReader.largestManifest else {
            throw Failure(
                .failed,
                "there are more documents than one pack can tell of, after \(members.count) files",
                advice: "pack a shorter time, or a customer each"
            )
        }
    }

    /// Signs what the members are told to be, and gives the pack its name.
    func finish(_ manifest: PackManifest, signedWith key: SigningKey) throws {
        let bytes = manifest.bytes
        try requireRoom(for: bytes.count)
        for (path, bytes) in [
            (PackNames.manifest, bytes),
            (PackNames.signature, PackSignature(of: bytes, with: key).bytes),
        ] {
            begin(path)
            try append(bytes)
            try endMember()
        }
        buffer += TarHeader.end
        try flush()
        try file.finish()
    }

    private func endMember() throws {
        buffer += repeatElement(0, count: TarHeader.padding(behind: size))
        let header = TarHeader(path: path, size: size, seconds: seconds).bytes
        if start >= written {
            let place = start - written
            buffer.replaceSubrange(place..<(place + header.count), with: header)
        } else {
            try file.overwrite(header, at: start)
        }
    }

    private func flush() throws {
        // The header of a member is put in while its place is here, or not: never half of each.
        try file.append(buffer)
        written += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }
}
