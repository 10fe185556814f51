import DaybookLive
import DaybookStore
import DaybookWire

/// Reads a pack twice: once for what was signed, then for whether its members are that. Nothing is
/// taken out of it before its signature fits, and nothing ever but the ledger.
struct PackReader {
    let path: String
    /// Told what is being done, and how far it is; may throw to stop.
    let progress: (_ label: String, _ done: Int, _ total: Int?) throws -> Void

    /// Half a million files. What is read of a manifest takes some times its size.
    static let largestManifest = 64 << 20
    private static let largestSignature = 4096

    /// What was signed, as bytes.
    struct Signed {
        let manifest: [UInt8]
        let signature: [UInt8]
    }

    // MARK: - What was signed

    /// Walks the whole archive, and finds the manifest and its signature as its last two members.
    func signed() throws -> Signed {
        var manifest: [UInt8]?
        var signature: [UInt8]?
        try forEachMember { reader, header in
            if signature != nil {
                throw PackFault.behind(header.path, after: PackNames.signature)
            }
            switch (header.path, manifest) {
            case (PackNames.manifest, nil):
                manifest = try Self.content(of: header, &reader, limit: Self.largestManifest)
            case (PackNames.signature, .some):
                signature = try Self.content(of: header, &reader, limit: Self.largestSignature)
            case (PackNames.signature, nil):
                throw PackFault.lacks(PackNames.manifest)
            case (_, .some):
                throw PackFault.behind(header.path, after: PackNames.manifest)
            case (_, nil): break
            }
        }
        guard let manifest else { throw PackFault.lacks(PackNames.manifest) }
        guard let signature else { throw PackFault.lacks(PackNames.signature) }
        return Signed(manifest: manifest, signature: signature)
    }

    private static func content(
        of header: TarHeader,
        _ reader: inout TarReader,
        limit: Int,
    ) throws -> [UInt8] {
        guard let bytes = try reader.content(limit: limit) else {
            throw PackFault.tooLong(header.path)
        }
        return bytes
    }

    // MARK: - Members

    /// Holds every member against the manifest, in order.
    ///
    /// - Parameter ledger: where the ledger inside is put, if there is one.
    func check(_ manifest: PackManifest, _ signed: Signed, ledger: String) throws {
        let members = manifest.members
        let all = members.count + 2
        var index = 0
        try forEachMember { reader, header in
            guard index < all else { throw PackFault.unnamed(header.path) }
            let expected = try path(at: index, of: members)
            if header.path != expected {
                throw try misplaced(header.path, at: index, expected, members)
            }
            if header.seconds != manifest.seconds { throw PackFault.time(header.path) }
            switch index - members.count {
            case 0: try Self.require(signed.manifest, header, &reader)
            case 1: try Self.require(signed.signature, header, &reader)
            case _:
                let isLedger = index == 0 && manifest.hasLedger
                let copy = isLedger ? try WholeFile(ledger, mode: 0o600) : nil
                try check(members[index], header, &reader, copyingTo: copy) {
                    try progress("members", index, all)
                }
                try copy?.finish()
            }
            index += 1
            try progress("members", index, all)
        }
        if index < all { throw PackFault.missing(try path(at: index, of: members)) }
    }

    private func path(at index: Int, of members: [PackManifest.Member]) throws -> String {
        switch index - members.count {
        case 0: PackNames.manifest
        case 1: PackNames.signature
        case _: members[index].path
        }
    }

    private func check(
        _ member: PackManifest.Member,
        _ header: TarHeader,
        _ reader: inout TarReader,
        copyingTo copy: WholeFile?,
        told: () throws -> Void,
    ) throws {
        guard header.size == member.size else {
            throw PackFault.size(member.path, said: member.size, found: header.size)
        }
        var hash = SHA256Stream()
        while let piece = try reader.content() {
            let bytes = Array(piece)
            hash.append(bytes.span)
            try copy?.append(bytes)
            try told()
        }
        if hash.digest() != member.digest { throw PackFault.content(member.path) }
    }

    /// Somebody may write to the pack while it is read.
    private static func require(
        _ bytes: [UInt8],
        _ header: TarHeader,
        _ reader: inout TarReader,
    ) throws {
        guard try reader.content(limit: bytes.count) == bytes else {
            throw PackFault.content(header.path)
        }
    }

    /// Why another member lies in the place of one.
    private func misplaced(
        _ found: String,
        at index: Int,
        _ expected: String,
        _ members: [PackManifest.Member],
    ) throws -> PackFault {
        let place = members.firstIndex { $0.path == found }
        let isEnd = found == PackNames.manifest || found == PackNames.signature
        if place == nil && !isEnd { return .unnamed(found) }
        if let place, place < index { return .repeated(found) }
        var isElsewhere = false
        try forEachMember { _, header in
            if header.path == expected { isElsewhere = true }
        }
        return isElsewhere ? .moved(expected, holds: found) : .missing(expected)
    }

    /// Reads the archive from its beginning.
    private func forEachMember(
        _ body: (inout TarReader, TarHeader) throws -> Void,
    ) throws {
        do {
            var reader = TarReader(try FileSource(opening: path))
            var count = 0
            while let header = try reader.next() {
                try body(&reader, header)
                // What the body has left is passed over here, so that one may stop in between.
                while try reader.content() != nil { try progress("files", count, nil) }
                count += 1
            }
        } catch let error as TarError {
            throw PackFault.archive(error)
        }
    }
}
