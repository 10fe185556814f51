/// What somebody wanted to do and may not.
package struct AccessRefusal: Error, Hashable, Sendable {
    package let actor: String
    package let permission: Permission
    package let reason: Reason
    /// Who could do it, admins first.
    package let able: [User]

    package enum Reason: Hashable, Sendable {
        case unknown
        case archived(UserRole)
        /// The role lacks the permission.
        case role(UserRole)
        /// The role has it, but not for so much.
        case limit(UserRole, Money, Limits)
    }

    package init(actor: String, permission: Permission, reason: Reason, able: [User]) {
        self.actor = actor
        self.permission = permission
        self.reason = reason
        self.able = able
    }
}

extension AccessRefusal.Reason {
    /// The word under which it is kept.
    package var word: String {
        switch self {
        case .unknown: "unknown"
        case .archived: "archived"
        case .role: "role"
        case .limit: "limit"
        }
    }

    package var role: UserRole? {
        switch self {
        case .unknown: nil
        case .archived(let role), .role(let role), .limit(let role, _, _): role
        }
    }
}
