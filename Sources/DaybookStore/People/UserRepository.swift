package import DaybookCore

/// The users of a ledger. There are few: all of them are read at once.
package struct UserRepository {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    package func all() throws -> [User] {
        try connection.all(
            "SELECT id, name, role, state, created_at FROM users ORDER BY name COLLATE NOCASE"
        ) { row in
            User(
                id: try row.id(0),
                name: row.text(1),
                role: try row.choice(2),
                state: try row.choice(3),
                createdAt: try row.instant(4)
            )
        }
    }

    /// The user of this name or id. The case of a name counts: it is who acts.
    package func find(_ word: String) throws -> User? {
        let id = RecordID(word)
        return try all().first { $0.name == word || $0.id == id }
    }

    package func insert(_ user: User) throws {
        try UserRules.check(user, among: try all())
        try connection.run(
            "INSERT INTO users (id, name, role, state, created_at) VALUES (?, ?, ?, ?, ?)",
            [
                .id(user.id), .text(user.name), .text(user.role.rawValue),
                .text(user.state.rawValue), .instant(user.createdAt),
            ]
        )
    }

    /// Writes a user anew, if it still is at the version that it was read at.
    package func update(_ user: User, from version: Int) throws {
        try RecordVersions(connection).require(version, of: user.id, .user)
        let others = try all().filter { $0.id != user.id }
        try UserRules.check(others + [user], without: user.name)
        try connection.run(
            "UPDATE users SET role = ?, state = ? WHERE id = ?",
            [.text(user.role.rawValue), .text(user.state.rawValue), .id(user.id)]
        )
    }

    /// Removes somebody who never did anything.
    package func delete(_ user: User) throws {
        if try JournalRepository(connection).hasEntry(of: user.name) {
            throw UserError.hasActed(user.name)
        }
        let others = try all().filter { $0.id != user.id }
        try UserRules.check(others, without: user.name)
        try connection.run("DELETE FROM users WHERE id = ?", [.id(user.id)])
    }
}

extension RecordKind {
    package static var user: RecordKind { .init(table: "users", noun: "user") }
}
