import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let usersShow = Command(
        ["users", "show"],
        summary: "Show one user, with what the role may do",
        arguments: [ArgumentSpec("USER", "The user's name or id")],
        examples: [Example("daybook users show anna", "Show what Anna may do")],
        exits: [ExitNote(.notFound, "there is no such user")],
        run: { session in
            let word = session.invocation.argument("USER")
            let (user, version, held) = try session.read { connection in
                let user = try session.user(word, connection)
                return (
                    user, try RecordVersions(connection).version(of: user.id, .user),
                    try RolePermissions(connection).all()[user.role] ?? []
                )
            }
            let permissions = Permission.allCases.filter(held.contains)
            if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                try session.writeJSON([
                    "id": .string(user.id.description),
                    "name": .string(user.name),
                    "role": .string(user.role.rawValue),
                    "state": .string(user.state.rawValue),
                    "permissions": .array(permissions.map { .string($0.rawValue) }),
                    "createdAt": .string(user.createdAt.iso8601),
                    "version": version.map { .integer($0) } ?? .null,
                ])
                return
            }
            var facts: [(name: String, value: TextTable.Cell)] = [
                ("User", .init(user.name, .heading)),
                ("Role", .init("\(user.role.rawValue): \(user.role.summary)")),
                ("State", .init(user.state.rawValue)),
                ("Since", .init(user.createdAt.iso8601)),
                ("Id", .init(user.id.description, .quiet)),
            ]
            let isAdmin = user.role == .admin
            if permissions.isEmpty || isAdmin {
                facts.append(("May", .init(isAdmin ? "do everything" : "only look")))
            } else {
                facts += permissions.map { ("May", .init($0.summary)) }
            }
            try session.write(try RecordOutput.facts(facts, session))
        }
    )
}
