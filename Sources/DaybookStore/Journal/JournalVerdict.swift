/// What a walk along the whole chain of the journal has found.
package struct JournalVerdict: Sendable {
    /// How far the journal goes.
    package let end: JournalRepository.End
    /// The first entry that does not fit; nil when all do.
    package let fault: JournalFault?

    package init(end: JournalRepository.End, fault: JournalFault?) {
        self.end = end
        self.fault = fault
    }
}

extension Ledger {
    /// Checks every entry of the journal: that it is the one its hash was made of, that it lies in
    /// its place, and that it was written behind the one before it. All cores take part; the memory
    /// it takes does not grow with the journal.
    ///
    /// - Parameter batch: how many entries one core takes at a time.
    package func verifyJournal(
        workers: Int? = nil,
        batch: Int = 10_000,
    ) throws -> JournalVerdict {
        let end = try read { try JournalRepository($0).lastLink() }
        if end == .beginning {
            return JournalVerdict(end: end, fault: JournalFault(1, .emptied))
        }
        let walk = JournalWalk(self, through: end.number, batch)
        Threads.run(workers ?? Threads.coreCount) { walk.run() }
        guard let first = try walk.firstFlaw() else { return JournalVerdict(end: end, fault: nil) }
        let fault = try read { try JournalDiagnosis($0).fault(first.number, first.flaw) }
        return JournalVerdict(end: end, fault: fault)
    }

    /// The same, and that the journal still holds what somebody saw of it once.
    package func verifyJournal(
        against seen: JournalRepository.End,
    ) throws -> JournalVerdict {
        let verdict = try verifyJournal()
        if verdict.fault != nil { return verdict }
        let fault: JournalFault? =
            if verdict.end.number < seen.number {
                JournalFault(verdict.end.number + 1, .cutOff(through: seen.number))
            } else if try hash(of: seen.number) != seen.hash {
                JournalFault(seen.number, .replaced)
            } else { nil }
        return JournalVerdict(end: verdict.end, fault: fault)
    }

    private func hash(of number: Int) throws -> SHA256Digest {
        if number == 0 { return .zero }
        return try read { try JournalRepository($0).source(of: number)?.hash ?? .zero }
    }
}

extension JournalRepository {
    /// The end of a journal that may have been tampered with: a hash that is none counts as zeros.
    fileprivate func lastLink() throws -> End {
        try connection.first(
            "SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1"
        ) { row in
            End(
                number: Int(row.integer(0)),
                hash: row.withBytes(1) { SHA256Digest($0) } ?? .zero,
            )
        } ?? .beginning
    }
}

/// A walk in batches, which several workers take one after the other. Entries are never changed,
/// so that each may read a state of its own.
private final class JournalWalk: Sendable {
    private let ledger: Ledger
    private let last: Int
    private let batchSize: Int
    private let progress = Guarded(Progress())

    private struct Progress {
        var next = 1
        var first: (number: Int, flaw: ChainLink.Flaw)?
        var error: (any Error)?
    }

    init(_ ledger: Ledger, through last: Int, _ batchSize: Int) {
        precondition(batchSize > 0, "a batch has entries")
        self.ledger = ledger
        self.batchSize = batchSize
        // Somebody may have given an entry the largest number that there is.
        self.last = min(last, .max - 1)
    }

    func firstFlaw() throws -> (number: Int, flaw: ChainLink.Flaw)? {
        let (first, error) = progress.withLock { ($0.first, $0.error) }
        if let error { throw error }
        return first
    }

    func run() {
        do {
            try ledger.read { connection in
                while let batch = takeBatch() {
                    guard let found = try flaw(in: batch, connection) else { continue }
                    report(found)
                    return
                }
            }
        } catch {
            progress.withLock { $0.error = error }
        }
    }

    /// Batches behind a flaw need not be looked at: only the first counts.
    private func takeBatch() -> Range<Int>? {
        progress.withLock { progress in
            if progress.next > last || progress.first != nil || progress.error != nil { return nil }
            let start = progress.next
            progress.next = min(start + batchSize, last + 1)
            return start..<progress.next
        }
    }

    private func report(_ found: (number: Int, flaw: ChainLink.Flaw)) {
        progress.withLock { progress in
            if let first = progress.first, first.number <= found.number { return }
            progress.first = found
        }
    }

    private func flaw(
        in batch: Range<Int>,
        _ connection: Connection,
    ) throws -> (number: Int, flaw: ChainLink.Flaw)? {
        var place = ChainPlace(batch.lowerBound, try hash(before: batch.lowerBound, connection))
        var links = ChainLinks()
        try connection.forEachUntil(
            """
            SELECT \(ChainLink.columns) FROM journal WHERE number >= ? AND number < ?
            ORDER BY number
            """,
            [.integer(batch.lowerBound), .integer(batch.upperBound)]
        ) { row in
            links.append(row)
            return !links.areEnough || place.passes(links.take())
        }
        if place.passes(links.take()), place.number < batch.upperBound { place.flaw = .missing }
        return place.flaw.map { (place.number, $0) }
    }

    /// What the entry of a place was written behind; nil where the one before it is not there.
    private func hash(before number: Int, _ connection: Connection) throws -> SHA256Digest? {
        if number == 1 { return .zero }
        return try connection.first(
            "SELECT hash FROM journal WHERE number = ?",
            [.integer(number - 1)]
        ) { row in row.withBytes(0) { SHA256Digest($0) } } ?? nil
    }
}

/// How far along the chain a batch was found sound.
private struct ChainPlace {
    /// Of the entry that has to come next; with a flaw, where that lies.
    private(set) var number: Int
    private var previous: SHA256Digest?
    var flaw: ChainLink.Flaw?

    init(_ number: Int, _ previous: SHA256Digest?) {
        self.number = number
        self.previous = previous
    }

    /// Goes on behind those links; false where one of them, or one before, does not fit.
    mutating func passes(_ links: [ChainLink]) -> Bool {
        for link in links {
            flaw = link.flaw(expected: number, behind: previous)
            if flaw != nil { return false }
            previous = link.hash
            number += 1
        }
        return flaw == nil
    }
}
