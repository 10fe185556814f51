/// What is looked at of an entry to see whether it fits: all that the chain is made of.
struct ChainLink {
    /// Under which it lies.
    let number: Int
    /// Nil where its bytes do not end as those of an entry.
    let tail: EntryTail?
    let digest: SHA256Digest
    /// The hash beside it; nil where that is none.
    let hash: SHA256Digest?

    /// The columns that links are read from.
    static let columns = "number, entry, hash"

    /// What can be wrong with a link behind the one before it.
    enum Flaw {
        case edited
        case missing
        case holds(Int)
        case unchained
    }

    /// - Parameter previous: the hash of the entry before it; nil where there is none, of which
    ///   then is told elsewhere.
    func flaw(expected: Int, behind previous: SHA256Digest?) -> Flaw? {
        if number != expected { return .missing }
        guard let tail, digest == hash else { return .edited }
        if tail.number != number { return .holds(tail.number) }
        if let previous, tail.previous != previous { return .unchained }
        return nil
    }
}

/// Links read one after the other, until there are enough to take their digests together.
struct ChainLinks {
    private var entries: [UInt8] = []
    private var rows: [(number: Int, tail: EntryTail?, hash: SHA256Digest?, end: Int)] = []

    var areEnough: Bool { entries.count >= 1 << 16 }

    /// From `ChainLink.columns`.
    mutating func append(_ row: Row) {
        let tail = row.withBytes(1) { entry in
            unsafe entry.withUnsafeBufferPointer { unsafe entries.append(contentsOf: $0) }
            return EntryTail(entry)
        }
        let hash = row.withBytes(2) { SHA256Digest($0) }
        rows.append((Int(row.integer(0)), tail, hash, entries.count))
    }

    /// All since the last time.
    mutating func take() -> [ChainLink] {
        let ends = rows.map(\.end)
        let digests = SHA256Digest.each(of: entries.span, ends: ends.span)
        let links = zip(rows, digests).map { row, digest in
            ChainLink(number: row.number, tail: row.tail, digest: digest, hash: row.hash)
        }
        entries.removeAll(keepingCapacity: true)
        rows.removeAll(keepingCapacity: true)
        return links
    }
}
