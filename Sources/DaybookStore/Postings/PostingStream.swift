internal import DaybookCore

/// The transactions of one query, in order of time.
final class PostingStream {
    /// Behind every day.
    static let end = Int32.max

    private let cursor: RowCursor?
    private let make: (RowCursor, inout [PostingTransaction]) throws -> Void
    private let hasSlack: Bool
    private var ready: [PostingTransaction]
    private var next = 0
    private var latest = CivilDate.earliest

    /// - Parameters:
    ///   - hasSlack: the query's order is that of days of the universal time, which may be the day
    ///     before or after the civil one: what is near is put into order here
    ///   - make: takes the rows of one act, at least one, and adds what they come to
    init(
        _ cursor: RowCursor,
        slack hasSlack: Bool,
        _ make: @escaping (RowCursor, inout [PostingTransaction]) throws -> Void,
    ) {
        self.cursor = cursor
        self.hasSlack = hasSlack
        self.make = make
        ready = []
    }

    /// What is at hand already, in order.
    init(_ transactions: [PostingTransaction]) {
        cursor = nil
        hasSlack = false
        make = { _, _ in }
        ready = transactions
    }

    var rowsRead: Int { cursor?.count ?? 0 }

    /// Reads until the next transaction is known, and answers its day.
    func fill() throws -> Int32 {
        while let cursor, cursor.isAtRow, !isNextKnown {
            if next == ready.count { drop() }
            let known = ready.count
            try make(cursor, &ready)
            if ready[known...].contains(where: { $0.postings.isEmpty }) {
                ready.replaceSubrange(
                    known...,
                    with: ready[known...].filter { !$0.postings.isEmpty }
                )
            }
            if hasSlack { sortIn(from: known) }
        }
        return next < ready.count ? ready[next].date.dayNumber : Self.end
    }

    func take() -> PostingTransaction {
        next += 1
        return ready[next - 1]
    }

    private var isNextKnown: Bool {
        guard next < ready.count else { return false }
        return !hasSlack || ready[next].date.days(until: latest) > 2
    }

    private func drop() {
        ready.removeAll(keepingCapacity: true)
        next = 0
    }

    private func sortIn(from known: Int) {
        for index in known..<ready.count {
            let transaction = ready[index]
            latest = max(latest, transaction.date)
            var place = index
            while place > next, transaction.date < ready[place - 1].date {
                ready[place] = ready[place - 1]
                place -= 1
            }
            ready[place] = transaction
        }
        // What was taken is in the way once it is much.
        if next > 1_000 {
            ready.removeSubrange(..<next)
            next = 0
        }
    }
}
