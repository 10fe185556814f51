import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let usersCreate = Command(
        ["users", "create"],
        summary: "Let somebody in: a name to act under, and a role",
        discussion: """
            The name is what `--as` gives, or the name at the machine where it is not given. The \
            first user is an admin; from then on nobody but users writes to the ledger. \
            `users permissions` shows what the roles may do.
            """,
        arguments: [ArgumentSpec("NAME", "The name to act under", count: .optional)],
        options: [
            .value(
                "role",
                "ROLE",
                .choice(UserRole.allCases.map(\.rawValue)),
                "What the user may do",
                default: .described("viewer")
            )
        ] + RecordInput.options + [.flag("dry-run", "Check the user and add nobody")],
        exclusive: RecordInput.exclusive,
        examples: [
            Example("daybook users create anna --role admin", "The first user"),
            Example("daybook --as anna users create bert --role support", "Another one"),
        ],
        exits: [
            ExitNote(.notAllowed, "whoever acts may not let others in"),
            ExitNote(.conflict, "there is such a user, or the first one is no admin"),
        ],
        run: { session in
            let input = try RecordInput(session, members: ["name", "role"])
            let user = User(
                id: try session.newID(),
                name: try input.newKey("NAME", of: "user", member: "name"),
                role: try input.choice("role", UserRole.viewer),
                createdAt: try session.now()
            )
            let changed = try session.changing("user.create") { connection in
                let users = UserRepository(connection)
                let isFirst = try users.all().isEmpty
                try users.insert(user)
                return (isFirst, try WrittenRecord(user, connection))
            }
            let (isFirst, written) = changed.answer
            let rest = isFirst ? "; from now on only users write to this ledger" : ""
            let sentence = "added the user \(user.name), \(user.role.rawValue)\(rest)"
            try session.report(sentence, written, entry: changed.entry)
        }
    )
}
