/// What became of a credit that recurs, day by day: its entries, and between them the turns of its
/// periods.
///
/// Turns are kept nowhere. They follow from the credit and its entries, as expiry does: so no run
/// can renew twice, nothing is missed by whoever was away for a year, and a month that is closed
/// need not be written to.
struct CreditWalk {
    /// In order of time, with those of the turns.
    private(set) var entries: [CreditLedger.Entry] = []
    /// What is left in the end.
    private(set) var rest: Money

    private let credit: MoneyCredit
    private let rollover: CreditRollover
    private var days: [Day] = []

    /// A day on which something happened.
    private struct Day {
        let on: CivilDate
        var turn: CreditRecurrence.Turn?
        /// Before the turn.
        let before: Money
        /// By its end.
        var rest: Money
    }

    /// - Parameter entries: its own, in the order in which they were written
    init(
        _ credit: MoneyCredit,
        _ entries: [CreditLedger.Entry],
        through date: CivilDate,
    ) throws(CreditError) {
        self.credit = credit
        rollover = credit.recurrence?.rollover ?? .none(credit.amount.currency)
        rest = .zero(credit.amount.currency)
        // Those of one day stay in the order in which they were written.
        var left = entries.filter { $0.on <= date }.sorted { $0.on < $1.on }[...]
        for turn in try credit.turns(through: date) {
            while let entry = left.first, entry.on < turn.on {
                try book(entry)
                left.removeFirst()
            }
            try take(turn)
        }
        for entry in left { try book(entry) }
    }

    private mutating func book(_ entry: CreditLedger.Entry) throws(CreditError) {
        open(entry.on)
        entries.append(entry)
        rest = try rest.plus(entry.isGiven ? entry.amount : entry.amount.negated)
        days[days.count - 1].rest = rest
    }

    private mutating func open(_ date: CivilDate) {
        if days.last?.on != date { days.append(Day(on: date, before: rest, rest: rest)) }
    }

    /// What does not go on lapses; what is given anew comes with what fills it up.
    private mutating func take(_ turn: CreditRecurrence.Turn) throws(CreditError) {
        open(turn.on)
        days[days.count - 1].turn = turn
        let carried = turn.isRenewal ? rollover.carried(rest) : rollover.kept(rest)
        let change = try carried.plus(rest.negated)
        if change.isNegative { try add(.lapsed, change.negated, turn.on) }
        guard turn.isRenewal else { return }
        try add(.renewed, change.isNegative ? credit.amount : credit.amount.plus(change), turn.on)
    }

    private mutating func add(
        _ kind: CreditLedger.Kind,
        _ amount: Money,
        _ date: CivilDate,
    ) throws(CreditError) {
        try book(CreditLedger.Entry(credit: credit.id, kind: kind, amount: amount, on: date))
    }

    // MARK: - What can be taken

    /// How much less may be left after a day, so that all that was taken later could be taken all
    /// the same. Part of it may have lapsed since: that much is not missed.
    func slack(after date: CivilDate) -> Money? {
        var slack: Int128?
        for day in days.reversed() where day.on > date {
            slack = min(slack ?? day.rest.minorUnits, day.rest.minorUnits)
            if let turn = day.turn { slack = slack.map { bearable($0, at: turn, day.before) } }
        }
        return slack.map { Money(minorUnits: max($0, 0), credit.amount.currency) }
    }

    /// How much less may be left before a turn, if afterwards it may be so much less.
    private func bearable(
        _ slack: Int128,
        at turn: CreditRecurrence.Turn,
        _ before: Money,
    ) -> Int128 {
        let (carried, least) =
            turn.isRenewal
            ? (rollover.carried(before), rollover.minimum)
            : (rollover.kept(before), Money.zero(before.currency))
        let needed = carried.minorUnits - slack
        return needed <= least.minorUnits ? before.minorUnits : before.minorUnits - needed
    }
}
