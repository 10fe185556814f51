/// An instant at which a run has to stop and look.
struct BurnDownMoment {
    let at: Instant
    /// Whether a grant begins or ends.
    var isPriorityChange = false
    /// The places of the grants that recur, in the order in which they were given.
    var recurring: [Int] = []
    var reset: BalanceReset?

    init(at: Instant) {
        self.at = at
    }
}

extension BurnDownMoment {
    /// No calendar of a contract has more; a recurrence by the second over years does.
    static var limit: Int { 1_000_000 }

    /// The moments of a run, in order. At its start only recurrences matter, as it opens there;
    /// at its end only recurrences and resets: a grant that begins there belongs to what follows.
    static func all(
        of grants: [Grant],
        from start: Instant,
        to end: Instant,
        resets: [BalanceReset],
    ) throws(GrantError) -> [BurnDownMoment] {
        var marks: [Mark] = []
        for (place, grant) in grants.enumerated() {
            for at in grant.life.changes where start < at && at < end {
                marks.append(Mark(at: at, order: marks.count, kind: .change))
            }
            try append(recurrencesOf: grant, at: place, from: start, to: end, to: &marks)
        }
        for reset in resets {
            guard start < reset.at && reset.at <= end else { throw .resetOutsidePeriod(reset.at) }
            marks.append(Mark(at: reset.at, order: marks.count, kind: .reset(reset)))
        }
        guard marks.count <= limit else { throw .tooManySteps(limit: limit) }
        marks.sort { ($0.at, $0.order) < ($1.at, $1.order) }
        return merged(marks)
    }

    private struct Mark {
        let at: Instant
        let order: Int
        let kind: Kind

        enum Kind {
            case change
            case recurrence(Int)
            case reset(BalanceReset)
        }
    }

    private static func append(
        recurrencesOf grant: Grant,
        at place: Int,
        from start: Instant,
        to end: Instant,
        to marks: inout [Mark],
    ) throws(GrantError) {
        guard let recurrence = grant.recurrence else { return }
        let first = max(start, grant.life.effectiveAt)
        guard first <= end else { return }
        let index = recurrence.index(containing: first)
        // One that lies outside of the supported years lies outside of the run as well.
        var n = (try? recurrence.occurrence(index)) == first ? index : index + 1
        while let at = try? recurrence.occurrence(n), at <= end, grant.isActive(at: at) {
            guard marks.count < limit else { throw .tooManySteps(limit: limit) }
            marks.append(Mark(at: at, order: marks.count, kind: .recurrence(place)))
            n += 1
        }
    }

    private static func merged(_ marks: [Mark]) -> [BurnDownMoment] {
        var moments: [BurnDownMoment] = []
        for mark in marks {
            if moments.last?.at != mark.at { moments.append(BurnDownMoment(at: mark.at)) }
            let last = moments.count - 1
            switch mark.kind {
            case .change: moments[last].isPriorityChange = true
            case .recurrence(let place): moments[last].recurring.append(place)
            case .reset(let reset): moments[last].reset = reset
            }
        }
        return moments
    }
}
