/// A due item with its amount, and how that came about.
struct DueAmount {
    let name: DueName
    let service: Period<Instant>
    let net: Money
    let basis: Basis

    enum Basis {
        /// It was billed, and has not changed since: nothing was rated.
        case unchanged
        case rated(Gathering.Line, UsagePart, RatedPart)
        case shared(Gathering.Line, Part, RatedPart, whole: Money)
        case shortfall(TermCommitment, billed: Money)
    }

    var entry: DueReconciliation.Entry {
        .init(plan: name.plan, key: name.key, service: service, amount: net)
    }

    /// What is due of a line by an act of its own, and what is due without any.
    struct Part {
        let name: DueName
        /// Nil for what is due without an act.
        let milestone: Milestone?
        let percent: PreciseAmount
    }
}
