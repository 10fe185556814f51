package import DaybookCore

/// Asks the ledger whether somebody may do something. It is asked within the transaction that does
/// it, so that nobody acts on a permission that was taken away meanwhile.
package struct AccessDesk {
    private let connection: Connection
    private let actor: String
    private let standing: Standing

    package init(_ connection: Connection, actor: String) throws {
        self.connection = connection
        self.actor = actor
        standing = try Self.standing(of: actor, connection)
    }

    private static func standing(of actor: String, _ connection: Connection) throws -> Standing {
        // Before there was a table of users, there were none. A ledger is old while it is migrated
        // and in the tests of that.
        let isThere = try connection.integer(
            "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'users')"
        )
        guard isThere == 1 else { return .open }
        let users = UserRepository(connection)
        let all = try users.all()
        if all.isEmpty { return .open }
        guard let user = all.first(where: { $0.name == actor }) else { return .unknown }
        switch user.state {
        case .archived: return .archived(user.role)
        case .active:
            return .active(user.role, try RolePermissions(connection).all()[user.role] ?? [])
        }
    }

    /// Goes on only if the act may be done, as far as its name tells.
    package func require(_ act: Act) throws {
        guard let permission = Permission.needed(for: act.action) else { return }
        try require(permission)
    }

    package func require(_ permission: Permission) throws {
        if let reason = standing.obstacle(to: permission) {
            throw try refusal(permission, reason)
        }
    }

    /// Goes on only if each of the tables may be written.
    package func requireWriting(_ tables: Set<String>) throws {
        if standing == .open { return }
        for table in tables.sorted() {
            // What nobody has named is for those who have every permission.
            guard let needed = TablePermissions.needed(toWrite: table) else {
                for permission in Permission.allCases { try require(permission) }
                continue
            }
            try requireOne(of: needed)
        }
    }

    /// Goes on only if facts of usage may be written, and what is computed from records: of these
    /// the journal does not tell.
    func requireWritingFacts() throws {
        if standing == .open { return }
        try requireOne(of: TablePermissions.neededForFacts, orElse: .eventsWrite)
    }

    /// Goes on only for somebody who belongs to the ledger, whatever that person may do.
    func requireBelonging() throws { try requireOne(of: []) }

    /// - Parameter named: which of them a refusal names; nil for the first
    private func requireOne(
        of needed: Set<Permission>,
        orElse named: Permission? = nil,
    ) throws {
        let inOrder = Permission.allCases.filter(needed.contains)
        // Even what comes along with others is written by users only.
        guard let first = inOrder.first else {
            if let reason = standing.strangeness { throw try refusal(.usersWrite, reason) }
            return
        }
        if inOrder.contains(where: { standing.obstacle(to: $0) == nil }) { return }
        try require(named ?? first)
    }

    /// Goes on only if somebody may do as much at once.
    package func require(_ limited: LimitedAct, of amount: Money) throws {
        try require(limited.permission)
        if let reason = try obstacle(to: limited, of: amount) {
            throw try refusal(limited.permission, reason)
        }
    }

    /// Why an amount is too much for whoever acts; nil where it is not.
    func obstacle(
        to limited: LimitedAct,
        of amount: Money,
    ) throws -> AccessRefusal.Reason? {
        let limits = try SettingRepository(connection).limits(limited.setting)
        return standing.obstacle(to: amount, within: limits)
    }

    /// The active users who could do an act, of as much where that counts, admins first.
    func able(
        _ permission: Permission,
        _ limited: LimitedAct? = nil,
        _ amount: Money? = nil,
    ) throws -> [User] {
        let held = try RolePermissions(connection).all()
        let limits = try limited.map { try SettingRepository(connection).limits($0.setting) }
        let able = try UserRepository(connection).all().filter { user in
            guard user.state == .active, let own = held[user.role], own.contains(permission)
            else { return false }
            guard user.role.isLimited, let limits, let amount else { return true }
            return limits.allow(amount)
        }
        return able.filter { $0.role == .admin } + able.filter { $0.role != .admin }
    }

    private func refusal(
        _ permission: Permission,
        _ reason: AccessRefusal.Reason,
    ) throws -> AccessRefusal {
        let limitsCount = if case .limit = reason { true } else { false }
        let able = try able(permission).filter { !(limitsCount && $0.role.isLimited) }
        return AccessRefusal(
            actor: actor,
            permission: permission,
            reason: reason,
            able: able
        )
    }
}

extension Standing {
    /// Why somebody does not belong to the ledger at all.
    fileprivate var strangeness: AccessRefusal.Reason? {
        switch self {
        case .open, .active: nil
        case .unknown: .unknown
        case .archived(let role): .archived(role)
        }
    }
}
