internal import DaybookCore

/// The names under which usage of an account arrives: its own key and id for ever, its aliases each
/// for its time.
struct AccountNames {
    /// The names that hold for the whole of a period.
    let lasting: [String]
    /// Those that hold for a part of it, each with this part.
    let passing: [(name: String, period: Period<Instant>)]

    init(
        of account: RecordID,
        during period: Period<Instant>,
        in zone: ZoneRules,
        _ connection: Connection,
    ) throws {
        var lasting =
            try connection.all(
                "SELECT key FROM accounts WHERE id = ?",
                [.id(account)]
            ) { $0.text(0) } + [account.description]
        var passing: [(name: String, period: Period<Instant>)] = []
        for alias in try CustomerRepository(connection).aliases(of: account) {
            let from = max(period.from, try zone.startOfDay(alias.validFrom))
            let end = try alias.validTo.map { try zone.startOfDay($0) }
            let to = end.map { min($0, period.to) } ?? period.to
            if from == period.from && to == period.to {
                lasting.append(alias.name)
            } else if from < to {
                passing.append((name: alias.name, period: try Period(from: from, to: to)))
            }
        }
        self.lasting = lasting
        self.passing = passing
    }
}
