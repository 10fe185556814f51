/// What is left of each of some grants. The ids are shared, so that the many balances of a run
/// cost no more than their amounts.
package struct GrantBalances: Hashable, Sendable {
    package let ids: [GrantID]
    package internal(set) var amounts: [PreciseAmount]

    package static let none = GrantBalances([])

    package init(_ balances: [(id: GrantID, amount: PreciseAmount)]) {
        ids = balances.map(\.id)
        amounts = balances.map(\.amount)
    }

    init(ids: [GrantID], amounts: [PreciseAmount]) {
        precondition(ids.count == amounts.count, "each grant has one balance")
        self.ids = ids
        self.amounts = amounts
    }

    package subscript(id: GrantID) -> PreciseAmount? {
        ids.firstIndex(of: id).map { amounts[$0] }
    }

    /// What is left of all of them.
    package func total() throws(GrantError) -> PreciseAmount {
        var total = PreciseAmount.zero
        for amount in amounts { total = try total.plus(amount) }
        return total
    }
}
