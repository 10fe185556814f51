import DaybookStore

/// Holds what a ledger gives for a pack against what the manifest says that the pack holds.
final class PackComparison: PackSink {
    private let manifest: PackManifest
    private var index: Int
    private var size = 0
    private var hash = SHA256Stream()

    init(_ manifest: PackManifest) {
        self.manifest = manifest
        index = manifest.hasLedger ? 1 : 0
    }

    func begin(_ path: String) throws {
        guard index < manifest.members.count else { throw PackFault.lacking(path) }
        let expected = manifest.members[index].path
        if path != expected {
            let isLater = manifest.members[index...].contains { $0.path == path }
            throw isLater ? PackFault.surplus(expected) : PackFault.lacking(path)
        }
        (size, hash) = (0, SHA256Stream())
    }

    func append(_ bytes: [UInt8]) {
        size += bytes.count
        hash.append(bytes.span)
    }

    func end() throws {
        let member = manifest.members[index]
        guard size == member.size, hash.digest() == member.digest else {
            throw PackFault.differs(member.path, madeBy: manifest.program)
        }
        index += 1
    }

    /// Behind the last member.
    func finish() throws {
        guard index < manifest.members.count else { return }
        throw PackFault.surplus(manifest.members[index].path)
    }
}
