package import DaybookCore

/// What the roles may do. Admins may do everything, whatever stands here.
package struct RolePermissions {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    package func all() throws -> [UserRole: Set<Permission>] {
        var held: [UserRole: Set<Permission>] = [.admin: Set(Permission.allCases)]
        try connection.forEach("SELECT role, permission FROM role_permissions") { row in
            // One of a later Daybook stays, and means nothing to this one.
            guard let permission = Permission(rawValue: row.text(1)) else { return }
            held[try row.choice(0), default: []].insert(permission)
        }
        return held
    }

    package func allow(_ role: UserRole, _ permission: Permission) throws {
        if role == .admin { return }
        try connection.run(
            "INSERT INTO role_permissions VALUES (?, ?) ON CONFLICT DO NOTHING",
            [.text(role.rawValue), .text(permission.rawValue)]
        )
    }

    package func deny(_ role: UserRole, _ permission: Permission) throws {
        if role == .admin { throw UserError.adminHasAll }
        try connection.run(
            "DELETE FROM role_permissions WHERE role = ? AND permission = ?",
            [.text(role.rawValue), .text(permission.rawValue)]
        )
    }
}
