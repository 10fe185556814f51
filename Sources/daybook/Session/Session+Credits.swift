import DaybookCore
import DaybookStore
import DaybookWire

extension Session {
    /// Says how a credit stands now.
    func report(_ stored: StoredCredit, _ verb: String, of taken: Money? = nil, entry: Int?) throws
    {
        let today = try read { try self.today($0) }
        let (credit, left) = (stored.credit, try stored.sums(on: today).left)
        let amount = taken ?? credit.amount
        let rest = taken == nil ? "" : "; \(left.groupedText) \(left.currency) is left"
        let recurs = taken == nil ? credit.recurrence.map { " \($0.words)" } ?? "" : ""
        let preposition = taken == nil ? "to" : "of a credit of"
        try report(
            "\(verb) \(amount.groupedText) \(amount.currency) \(preposition) \(stored.accountKey)"
                + recurs + rest + (taken == nil && entry != nil ? " (\(stored.id))" : ""),
            [
                .init("id", .string(stored.id.description)),
                .init("account", .string(stored.accountKey)),
                .init("state", .string(try stored.standing(on: today).rawValue)),
                .init("amount", credit.amount.json),
                .init("left", left.json),
                .init("currency", .string(left.currency.code)),
            ],
            entry: entry
        )
    }
}
