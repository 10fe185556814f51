internal import DaybookCore

/// The acts of one query, in order of time.
final class PostingStream {
    /// Behind every day.
    static let end = Int32.max

    private let cursor: RowCursor?
    private let make: (RowCursor, inout [PostingAct]) throws -> Void
    private let hasSlack: Bool
    private var ready: [PostingAct]
    private var next = 0
    private var latest = CivilDate.earliest

    /// - Parameters:
    ///   - hasSlack: the query's order is that of days of the universal time, which may be the day
    ///     before or after the civil one: what is near is put into order here
    ///   - make: takes the rows of one act, at least one, and adds what they come to
    init(
        _ cursor: RowCursor,
        slack hasSlack: Bool,
        _ make: @escaping (RowCursor, inout [PostingAct]) throws -> Void,
    ) {
        self.cursor = cursor
        self.hasSlack = hasSlack
        self.make = make
        ready = []
    }

    /// What is at hand already, in order.
    init(_ acts: [PostingAct]) {
        cursor = nil
        hasSlack = false
        make = { _, _ in }
        ready = acts
    }

    var rowsRead: Int { cursor?.count ?? 0 }

    /// Reads until the next act is known, and answers its day.
    func fill() throws -> Int32 {
        while let cursor, cursor.isAtRow, !isNextKnown {
            if next == ready.count { drop() }
            let known = ready.count
            try make(cursor, &ready)
            if hasSlack { sortIn(from: known) }
        }
        return next < ready.count ? ready[next].date.dayNumber : Self.end
    }

    func take() -> PostingAct {
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
            let act = ready[index]
            latest = max(latest, act.date)
            var place = index
            while place > next, act.date < ready[place - 1].date {
                ready[place] = ready[place - 1]
                place -= 1
            }
            ready[place] = act
        }
        // What was taken is in the way once it is much.
        if next > 1_000 {
            ready.removeSubrange(..<next)
            next = 0
        }
    }
}
