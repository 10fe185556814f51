import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let usersUpdate = Command(
        ["users", "update"],
        summary: "Give a user another role, or another state",
        discussion: """
            Whoever is archived may do nothing any more. The last active admin stays one.
            """,
        arguments: [ArgumentSpec("USER", "The user's name or id")],
        options: [
            .value(
                "role",
                "ROLE",
                .choice(UserRole.allCases.map(\.rawValue)),
                "What the user may do"
            ),
            .value(
                "state",
                "STATE",
                .choice(User.State.allCases.map(\.rawValue)),
                "Whether the user may act"
            ),
        ] + RecordInput.options + [
            Session.versionOption, .flag("dry-run", "Check the change and make none"),
        ],
        exclusive: RecordInput.exclusive,
        examples: [
            Example("daybook users update bert --role finance", "Bert changes his desk"),
            Example("daybook users update carl --state archived", "Carl leaves"),
        ],
        exits: [
            ExitNote(.notFound, "there is no such user"),
            ExitNote(.notAllowed, "whoever acts may not change users"),
            ExitNote(.conflict, "it is the last admin, or somebody else has changed it"),
        ],
        run: { session in
            let input = try RecordInput(session, members: ["role", "state"])
            let word = session.invocation.argument("USER")
            let changed = try session.changing("user.update") { connection in
                var user = try session.user(word, connection)
                user.role = try input.choice("role", user.role)
                user.state = try input.choice("state", user.state)
                let version = try session.version(of: user.id, .user, connection)
                try UserRepository(connection).update(user, from: version)
                return (user, try WrittenRecord(user, connection))
            }
            let (user, written) = changed.answer
            let sentence =
                "changed the user \(user.name): \(user.role.rawValue), \(user.state.rawValue)"
            try session.report(sentence, written, entry: changed.entry)
        }
    )
}
