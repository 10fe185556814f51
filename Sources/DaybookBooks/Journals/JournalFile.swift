package import DaybookCore

/// A journal as it grows: what lies before its first day becomes the balances brought forward,
/// and the bytes are taken in large pieces.
package struct JournalFile {
    private var writer: any JournalWriter
    private let from: CivilDate?
    private var before = PostingBalances()
    private var isOpen = false
    private var bytes: [UInt8] = []
    /// What was written, the balances brought forward among it.
    package private(set) var totals = PostingTotals()

    private static let pieceSize = 1 << 18

    package init(_ format: JournalFormat, _ heading: JournalHeading, _ names: PostingNames) {
        writer = format.makeWriter(heading, names)
        from = heading.from
        bytes.reserveCapacity(Self.pieceSize * 2)
        writer.begin(&bytes)
    }

    /// Transactions come in order of time.
    package mutating func add(_ transaction: PostingTransaction) throws(PostingError) {
        if let from, transaction.date < from { return before.add(transaction) }
        if !isOpen { try open() }
        write(transaction)
    }

    /// Also where nothing happened since its first day, there are balances.
    package mutating func finish() throws(PostingError) {
        if !isOpen { try open() }
    }

    package var isPieceFull: Bool { bytes.count >= Self.pieceSize }

    /// What was written since the last piece.
    package mutating func takePiece() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func open() throws(PostingError) {
        isOpen = true
        guard let from else { return }
        for transaction in try before.opening(on: from) { write(transaction) }
        before = PostingBalances()
    }

    private mutating func write(_ transaction: PostingTransaction) {
        writer.append(transaction, to: &bytes)
        totals.add(transaction)
    }
}
