/// What a line of an invoice took of a credit.
package struct UsedCredit: Hashable, Sendable {
    /// The credit's id.
    package let credit: String
    package let amount: Money

    package init(credit: String, amount: Money) {
        self.credit = credit
        self.amount = amount
    }
}

extension DraftInvoice {
    /// What its lines take of each credit together, in the order in which they take it.
    package func usedCredits() throws(NumberError) -> [UsedCredit] {
        var order: [String] = []
        var sums: [String: Money] = [:]
        for use in lines.flatMap(\.credits) {
            if sums[use.credit] == nil { order.append(use.credit) }
            sums[use.credit] = try sums[use.credit]?.adding(use.amount) ?? use.amount
        }
        return order.compactMap { id in sums[id].map { UsedCredit(credit: id, amount: $0) } }
    }
}
