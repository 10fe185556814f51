import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let usersList = Command(
        ["users", "list"],
        summary: "List who acts in the ledger, and in which role",
        discussion: """
            A ledger without users lets everybody do everything: it is one person's. From the \
            first user on, only users write to it, as their roles allow.
            """,
        options: [
            .value(
                "role",
                "ROLE",
                .choice(UserRole.allCases.map(\.rawValue)),
                "Only users of this role"
            )
        ] + UserFields.list.options,
        examples: [
            Example("daybook users list", "Show everybody"),
            Example("daybook users list --role admin", "Show who can let others in"),
        ],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { session in
            let role = session.invocation.text("role").flatMap { UserRole(rawValue: $0) }
            let users = try session.read { try UserRepository($0).all() }
            let shown = users.filter { role == nil || $0.role == role }
            try UserFields.list.write(shown, session)
        }
    )
}

/// The fields of a user in lists.
enum UserFields {
    static let list = ShortList("user", maker: "users create", all)

    static let all: [RecordField<User>] = [
        .text("name", .init("Name", cutTo: 12)) { $0.name },
        .text("role", .init("Role")) { $0.role.rawValue },
        .text("state", .init("State", mayBeLeftOut: true)) { $0.state.rawValue },
        .text("created", .init("Since", mayBeLeftOut: true)) { $0.createdAt.iso8601 }
            .asked(as: .day),
        .text("id", .init("Id"), isDefault: false) { $0.id.description },
    ]
}

extension Session {
    func user(_ word: String, _ connection: Connection) throws -> User {
        guard let user = try UserRepository(connection).find(word) else {
            throw Failure.notFound("user", word, list: "users list")
        }
        return user
    }
}

extension WrittenRecord {
    /// - Parameter isGone: whether the user was removed
    init(_ user: User, isGone: Bool = false, _ connection: Connection) throws {
        try self.init(
            user.id,
            key: user.name,
            state: isGone ? nil : user.state.rawValue,
            .user,
            connection
        )
    }
}
