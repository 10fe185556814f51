import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let usersPermissions = Command(
        ["users", "permissions"],
        summary: "Show what each role may do",
        discussion: """
            Everybody may look. An admin may do everything; what the others may do is changed \
            with `users allow` and `users deny`. What support gives away has limits: the settings \
            `support.credit_limit` and `support.write_off_limit`.
            """,
        examples: [Example("daybook users permissions", "Compare the roles")],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { session in
            let held = try session.read { try RolePermissions($0).all() }
            let rows = Permission.allCases.map { permission in
                PermissionRow(
                    permission: permission,
                    roles: UserRole.allCases.filter { held[$0]?.contains(permission) == true }
                )
            }
            try RecordOutput.write(rows, PermissionRow.fields, session)
        }
    )
}

/// A permission and who has it.
private struct PermissionRow: Sendable {
    let permission: Permission
    let roles: [UserRole]

    static let fields: [RecordField<PermissionRow>] =
        [.text("permission", .init("Permission")) { $0.permission.rawValue }]
        + UserRole.allCases.map { role in
            RecordField(
                role.rawValue,
                .init(role.rawValue),
                cell: { .init($0.roles.contains(role) ? "yes" : "-") },
                json: { .bool($0.roles.contains(role)) }
            )
        } + [.text("summary", .init("To", cutTo: 20)) { $0.permission.summary }]
}
