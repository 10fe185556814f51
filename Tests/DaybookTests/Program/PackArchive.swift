import DaybookCore
import DaybookStore
import DaybookWire
import TestRigs

@testable import daybook

/// A pack taken apart, for hands that change it.
struct PackArchive {
    var members: [(path: String, content: [UInt8])] = []
    var seconds = 0

    init(_ bytes: [UInt8]) throws {
        var reader = TarReader(MemorySource(bytes))
        while let header = try reader.next() {
            seconds = header.seconds
            members.append((header.path, try reader.content(limit: .max) ?? []))
        }
    }

    var bytes: [UInt8] {
        members.flatMap { member in
            TarHeader(path: member.path, size: member.content.count, seconds: seconds).bytes
                + member.content
                + [UInt8](repeating: 0, count: TarHeader.padding(behind: member.content.count))
        } + TarHeader.end
    }

    subscript(path: String) -> [UInt8] {
        get { members.first { $0.path == path }?.content ?? [] }
        set {
            for index in members.indices where members[index].path == path {
                members[index].content = newValue
            }
        }
    }

    /// The manifest says of the members what they are now; its signature stays as it was.
    mutating func rehash() throws {
        var manifest = try PackManifest(reading: self[PackNames.manifest])
        manifest.members = members.filter {
            $0.path != PackNames.manifest && $0.path != PackNames.signature
        }.map { member in
            .init(
                path: member.path,
                size: member.content.count,
                digest: SHA256Digest(of: member.content.span)
            )
        }
        self[PackNames.manifest] = manifest.bytes
    }

    mutating func change(_ body: (inout PackManifest) throws -> Void) throws {
        var manifest = try PackManifest(reading: self[PackNames.manifest])
        try body(&manifest)
        self[PackNames.manifest] = manifest.bytes
    }

    /// Somebody with this key signs what the manifest says now.
    mutating func sign(with digits: String) {
        let key = SigningKey(seed: Hexadecimal.bytes(of: digits) ?? [])
        guard let key else { preconditionFailure("a seed has 64 digits") }
        self[PackNames.signature] = PackSignature(of: self[PackNames.manifest], with: key).bytes
    }

    /// Runs statements on the ledger inside, past all its rules.
    mutating func edit(_ sql: String) throws {
        let scratch = try ScratchFolder()
        let path = scratch.path + "/ledger.db"
        try writeBytes(self[PackManifest.ledgerPath], to: path)
        do {
            let connection = try Connection(path: path, mode: .readWrite)
            try connection.script("PRAGMA foreign_keys = OFF; PRAGMA journal_mode = DELETE")
            try connection.script(sql)
            try connection.script("PRAGMA journal_mode = WAL")
        }
        self[PackManifest.ledgerPath] = try readBytes(at: path)
    }
}
