/// Somebody who acts in a ledger.
package struct User: Hashable, Sendable {
    package let id: RecordID
    /// The name under which somebody acts and is journalled.
    package let name: String
    package var role: UserRole
    package var state: State
    package let createdAt: Instant

    package enum State: String, CaseIterable, Sendable {
        case active, archived
    }

    package init(
        id: RecordID,
        name: String,
        role: UserRole,
        state: State = .active,
        createdAt: Instant,
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.state = state
        self.createdAt = createdAt
    }

    package var isActiveAdmin: Bool { role == .admin && state == .active }
}
