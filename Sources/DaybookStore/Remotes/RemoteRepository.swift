package import DaybookCore

/// The remotes of a ledger.
package struct RemoteRepository {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// From here on it hears of every change of what it shares.
    package func insert(_ remote: Remote) throws {
        try connection.run(
            """
            INSERT INTO remotes (id, name, dialect, address, is_live, created_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                .id(remote.id), .text(remote.name), .text(remote.dialect.rawValue),
                .text(remote.address.text), .integer(remote.isLive ? 1 : 0),
                .instant(remote.createdAt),
            ]
        )
        for noun in remote.nouns.map(\.rawValue).sorted() {
            try connection.run(
                """
                INSERT INTO remote_nouns (remote, noun) SELECT row, ? FROM remotes WHERE id = ?
                """,
                [.text(noun), .id(remote.id)]
            )
        }
    }

    /// In the order of their names.
    package func all() throws -> [Remote] {
        let nouns = try connection.all("SELECT remote, noun FROM remote_nouns") { row in
            (remote: row.integer(0), noun: SharedNoun(rawValue: row.text(1)))
        }
        return try connection.all(
            """
            SELECT row, id, name, dialect, address, is_live, created_at FROM remotes
            ORDER BY name COLLATE NOCASE
            """
        ) { row in
            let number = row.integer(0)
            return Remote(
                id: try row.id(1),
                name: row.text(2),
                dialect: try row.choice(3),
                address: try row.address(4),
                isLive: row.integer(5) == 1,
                // One of a later Daybook stays, and means nothing to this one.
                nouns: Set(nouns.filter { $0.remote == number }.compactMap(\.noun)),
                createdAt: try row.instant(6),
            )
        }
    }

    package func find(_ name: String) throws -> Remote? {
        try all().first { $0.name.lowercased() == name.lowercased() }
    }
}

extension Row {
    fileprivate func address(_ column: Int) throws -> RemoteAddress {
        do {
            return try RemoteAddress(text(column))
        } catch {
            throw UnreadableValue(expected: "the address of a remote", found: text(column))
        }
    }
}
