/// Where balances came from and where they went. Nothing else changes a balance: what a run
/// opened with and all that came in is what went out and what it closed with.
package struct BalanceFlows: Hashable, Sendable {
    /// From grants that began, less what they already had.
    package internal(set) var granted = PreciseAmount.zero
    /// From grants that recurred, or whose limit applies anew.
    package internal(set) var refilled = PreciseAmount.zero
    /// From resets that filled up to the least that rolls over.
    package internal(set) var rolledIn = PreciseAmount.zero
    package internal(set) var burned = PreciseAmount.zero
    package internal(set) var expired = PreciseAmount.zero
    /// Of grants that were voided or deleted.
    package internal(set) var withdrawn = PreciseAmount.zero
    package internal(set) var lostAtReset = PreciseAmount.zero

    package func incoming() throws(GrantError) -> PreciseAmount {
        try granted.plus(refilled).plus(rolledIn)
    }

    package func outgoing() throws(GrantError) -> PreciseAmount {
        try burned.plus(expired).plus(withdrawn).plus(lostAtReset)
    }
}
