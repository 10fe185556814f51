import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let usersAllow = roleChange(
        "allow",
        "Let a role do something more",
        outcome: "may now"
    ) { try $0.allow($1, $2) }

    static let usersDeny = roleChange(
        "deny",
        "Let a role do something no longer",
        outcome: "may no longer"
    ) { try $0.deny($1, $2) }

    private static func roleChange(
        _ verb: String,
        _ summary: String,
        outcome: String,
        _ perform: @escaping @Sendable (RolePermissions, UserRole, Permission) throws -> Void,
    ) -> Command {
        Command(
            ["users", verb],
            summary: summary,
            discussion: "It holds at once, for every user of the role. An admin keeps everything.",
            arguments: [
                ArgumentSpec(
                    "ROLE",
                    "The role",
                    kind: .choice(UserRole.allCases.map(\.rawValue))
                ),
                ArgumentSpec(
                    "PERMISSION",
                    "What it is about, as `users permissions` lists it",
                    kind: .choice(Permission.allCases.map(\.rawValue))
                ),
            ],
            options: [.flag("dry-run", "Change nothing")],
            examples: [Example("daybook users \(verb) support filters.write", summary)],
            exits: [
                ExitNote(.notAllowed, "whoever acts may not change what roles may do"),
                ExitNote(.conflict, "it is the role admin"),
            ],
            run: { session in
                let invocation = session.invocation
                guard let role = UserRole(rawValue: invocation.argument("ROLE")),
                    let permission = Permission(rawValue: invocation.argument("PERMISSION"))
                else { preconditionFailure("the parser takes known words only") }
                let changed = try session.changing("permission.\(verb)") { connection in
                    try perform(RolePermissions(connection), role, permission)
                }
                try session.report(
                    "\(role.rawValue) \(outcome) \(permission.summary)",
                    [
                        .init("role", .string(role.rawValue)),
                        .init("permission", .string(permission.rawValue)),
                        .init("allowed", .bool(verb == "allow")),
                    ],
                    entry: changed.entry
                )
            }
        )
    }
}
