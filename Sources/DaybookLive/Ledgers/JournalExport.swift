package import DaybookBooks
package import DaybookCore
package import DaybookStore

/// Writes what a ledger knows of money as a journal. It is read on one thread, and put into double
/// entries and words on another.
package struct JournalExport {
    private let heading: JournalHeading
    private let format: JournalFormat
    private let acts: Ahead<Batch>

    /// Some acts behind one another.
    private struct Batch: Sendable {
        var acts: [PostingAct] = []
        let known: PostingNames.Known
        /// The products that they are the first to name.
        var learned: [String] = []
        let rowCount: Int
        var rowsRead = 0

        static let size = 512

        /// Begins the next one.
        mutating func begin() {
            acts = []
            acts.reserveCapacity(Self.size)
        }
    }

    /// Begins to read, on one state of the ledger.
    ///
    /// - Parameters:
    ///   - zone: in which an instant becomes the day on which it is posted
    ///   - customer: only of its accounts; nil for everybody
    package init(
        of ledger: Ledger,
        _ format: JournalFormat,
        _ heading: JournalHeading,
        zone: ZoneRules,
        customer: RecordID? = nil,
    ) {
        (self.format, self.heading) = (format, heading)
        acts = Ahead(capacity: 4) { give in
            try ledger.read { connection in
                let reader = try PostingReader(connection, zone: zone, customer: customer)
                let rows = try reader.rowCount()
                var batch = Batch(known: reader.known, rowCount: rows)
                try reader.forEach(before: heading.to) { act in
                    batch.acts.append(act)
                    guard batch.acts.count == Batch.size else { return }
                    batch.learned = reader.takeLearned()
                    batch.rowsRead = min(reader.rowsRead, rows)
                    try give(batch)
                    batch.begin()
                }
                // Also where there is none: the journal wants the names.
                batch.learned = reader.takeLearned()
                try give(batch)
            }
        }
    }

    /// Writes everything, in large pieces. Whatever it throws, reading ends.
    ///
    /// - Parameters:
    ///   - check: called often; what it throws ends the work
    ///   - progress: told how many of so many rows were read
    package func write(
        check: () throws -> Void = {},
        progress: (_ rows: Int, _ of: Int) throws -> Void = { _, _ in },
        _ write: ([UInt8]) throws -> Void,
    ) throws -> PostingTotals {
        defer { acts.stop() }
        guard let first = try acts.next(check: check) else {
            preconditionFailure("a last batch names everybody")
        }
        let names = PostingNames(first.known)
        var journal = JournalFile(format, heading, names)
        var batch: Batch? = first
        while let current = batch {
            names.learn(current.learned)
            for act in current.acts {
                if let transaction = try act.transaction() { try journal.add(transaction) }
                if journal.isPieceFull { try write(journal.takePiece()) }
            }
            // Also while there is nothing to write yet: before the first day.
            try progress(current.rowsRead, first.rowCount)
            batch = try self.acts.next(check: check)
            try check()
        }
        try journal.finish()
        try write(journal.takePiece())
        return journal.totals
    }
}
