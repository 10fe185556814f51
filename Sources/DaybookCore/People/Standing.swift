/// What a ledger knows of whoever acts.
package enum Standing: Hashable, Sendable {
    /// The ledger names no users: everybody may do everything.
    case open
    /// There are users, and this is none of them.
    case unknown
    case archived(UserRole)
    case active(UserRole, Set<Permission>)

    /// Why something may not be done; nil where it may.
    package func obstacle(to permission: Permission) -> AccessRefusal.Reason? {
        switch self {
        case .open: nil
        case .unknown: .unknown
        case .archived(let role): .archived(role)
        case .active(.admin, _): nil
        case .active(let role, let held): held.contains(permission) ? nil : .role(role)
        }
    }

    /// Why an amount is too much; nil where it is not. One without the permission is asked about
    /// that first.
    package func obstacle(to amount: Money, within limits: Limits) -> AccessRefusal.Reason? {
        guard case .active(let role, _) = self, role.isLimited else { return nil }
        return limits.allow(amount) ? nil : .limit(role, amount, limits)
    }
}
