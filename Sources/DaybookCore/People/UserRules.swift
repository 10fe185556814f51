/// What holds for the users of a ledger, whoever changes them.
package enum UserRules {
    /// Names are typed, and stand in the journal for ever: no two may look alike.
    private static func check(name: String, among others: [User]) throws(UserError) {
        if !PartyRules.isKey(name) { throw .badName(name) }
        let lowercased = name.lowercased()
        if let taken = others.first(where: { $0.name.lowercased() == lowercased }) {
            throw .nameTaken(taken.name)
        }
    }

    /// Without any user everybody may do everything: the first one takes that away, and must be
    /// able to give it to others.
    package static func check(_ new: User, among others: [User]) throws(UserError) {
        try check(name: new.name, among: others)
        if others.isEmpty && !new.isActiveAdmin { throw .firstIsAdmin(new.name) }
    }

    /// Whoever changes or goes, somebody must be left who can let others in.
    package static func check(_ left: [User], without name: String) throws(UserError) {
        if !left.contains(where: \.isActiveAdmin) { throw .lastAdmin(name) }
    }
}

/// Why a user cannot be so.
package enum UserError: Error, Hashable, Sendable {
    /// A name that could not be typed, or that reads like an id.
    case badName(String)
    /// There is a user of this name, whatever its case.
    case nameTaken(String)
    /// Nobody would be left who can let others in.
    case lastAdmin(String)
    case firstIsAdmin(String)
    /// The journal tells of acts under this name, which then must not become somebody else's.
    case hasActed(String)
    /// What an admin may do cannot be taken away.
    case adminHasAll
}
