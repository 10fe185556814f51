import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let usersDelete = Command(
        ["users", "delete"],
        summary: "Remove a user who never did anything",
        discussion: """
            The journal keeps names for ever, so nobody else may get one that it tells of: whoever \
            has acted is archived instead, with `users update --state archived`.
            """,
        arguments: [ArgumentSpec("USER", "The user's name or id")],
        options: [Session.versionOption, .flag("dry-run", "Change nothing")],
        examples: [Example("daybook users delete bret", "It was a slip of the pen")],
        exits: [
            ExitNote(.notFound, "there is no such user"),
            ExitNote(.notAllowed, "whoever acts may not change users"),
            ExitNote(.conflict, "the user has acted, or is the last admin"),
        ],
        run: { session in
            let word = session.invocation.argument("USER")
            let changed = try session.changing("user.delete") { connection in
                let user = try session.user(word, connection)
                try session.requireVersion(of: user.id, .user, connection)
                try UserRepository(connection).delete(user)
                return try WrittenRecord(user, isGone: true, connection)
            }
            let key = changed.answer.key
            try session.report("removed the user \(key)", changed.answer, entry: changed.entry)
        }
    )
}
