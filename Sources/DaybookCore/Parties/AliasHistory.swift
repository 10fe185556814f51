/// Whom a name of usage means, and when: on no day does it mean two accounts.
package struct AliasHistory: Hashable, Sendable {
    package let name: String
    /// In order of time.
    package private(set) var claims: [AliasClaim]

    package init(_ name: String, _ claims: [AliasClaim] = []) {
        self.name = name
        self.claims = claims.sorted { $0.from < $1.from }
    }

    /// Gives the name to an account, or moves the days on which it has it. What is not said stays,
    /// else it begins today and never ends.
    package mutating func give(
        to account: RecordID,
        key: String,
        from start: CivilDate?,
        to end: CivilDate?,
        today: CivilDate,
    ) throws(PartyError) {
        let place = own(account, from: start, today)
        let old = place.map { claims[$0] }
        let claim = AliasClaim(
            account: account,
            accountKey: key,
            from: start ?? old?.from ?? today,
            to: end ?? old?.to
        )
        if let to = claim.to, to <= claim.from {
            throw .endsBeforeItBegins(from: claim.from, to: to)
        }
        var others = claims
        if let place { others.remove(at: place) }
        if let other = others.first(where: { $0.overlaps(claim) }) {
            throw .aliasTaken(other, name: name)
        }
        claims = (others + [claim]).sorted { $0.from < $1.from }
    }

    /// As if the account had never had the name: for a slip of the pen.
    package mutating func take(
        from account: RecordID,
        key: String,
    ) throws(PartyError) {
        guard claims.contains(where: { $0.account == account }) else {
            throw .aliasUnknown(name, account: key)
        }
        claims.removeAll { $0.account == account }
    }

    /// What an account has of the name already that a new claim changes: what holds on the first
    /// day, or, where none is said, what holds today or later.
    private func own(
        _ account: RecordID,
        from start: CivilDate?,
        _ today: CivilDate,
    ) -> Int? {
        claims.lastIndex { claim in
            guard claim.account == account else { return false }
            if let start, claim.from == start || claim.holds(on: start) { return true }
            guard claim.to.map({ $0 > today }) ?? true else { return false }
            // A claim that begins later is the same one moved forward.
            return start.map { $0 < claim.from } ?? true
        }
    }
}

/// An account's right to a name, from a day until another or for ever.
package struct AliasClaim: Hashable, Sendable {
    package let account: RecordID
    package let accountKey: String
    package let from: CivilDate
    /// The first day on which it no longer holds.
    package let to: CivilDate?

    package init(account: RecordID, accountKey: String, from: CivilDate, to: CivilDate?) {
        self.account = account
        self.accountKey = accountKey
        self.from = from
        self.to = to
    }

    func holds(on day: CivilDate) -> Bool { from <= day && to.map { day < $0 } ?? true }

    package func overlaps(_ other: AliasClaim) -> Bool {
        let beginsBefore = other.to.map { from < $0 } ?? true
        let endsAfter = to.map { other.from < $0 } ?? true
        return beginsBefore && endsAfter
    }
}
