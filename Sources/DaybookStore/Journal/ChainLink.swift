/// What is looked at of an entry to see whether it fits: all that the chain is made of.
struct ChainLink {
    /// Under which it lies.
    let number: Int
    /// Nil where its bytes do not end as those of an entry.
    let tail: EntryTail?
    let digest: SHA256Digest
    /// The hash beside it; nil where that is none.
    let hash: SHA256Digest?

    /// From the columns number, entry and hash.
    init(_ row: Row) {
        number = Int(row.integer(0))
        (tail, digest) = row.withBytes(1) { (EntryTail($0), SHA256Digest(of: $0)) }
        hash = row.withBytes(2) { SHA256Digest($0) }
    }

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
