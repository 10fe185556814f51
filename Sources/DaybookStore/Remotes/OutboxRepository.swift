package import DaybookCore

/// What remotes have yet to hear of. Entries are written by the change of the ledger that they tell
/// of, in its transaction: there is never one without the other.
package struct OutboxRepository {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    var hasListeners: Bool {
        get throws { try connection.integer("SELECT EXISTS (SELECT 1 FROM remotes)") == 1 }
    }

    // MARK: - Writing

    /// Queues what an entry of the journal tells of, for every remote that shares it.
    func queue(
        _ records: [TouchedRecord],
        of number: Int,
        cancelling cancelled: Int?,
    ) throws {
        let hash = try JournalRepository(connection).end().hash
        let listeners = try connection.all(
            "SELECT remote, remotes.id, noun FROM remote_nouns JOIN remotes ON row = remote"
        ) { (row: $0.integer(0), id: $0.text(1), noun: $0.text(2)) }
        for record in records {
            guard let noun = SharedTables.noun(ofTable: record.table) else { continue }
            for remote in listeners where remote.noun == noun.rawValue {
                let state = try cancelled.map {
                    try withdraw(record.id, of: $0, remote: remote.row)
                }
                try connection.run(
                    """
                    INSERT INTO outbox (remote, journal, noun, record, change, key, state)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                    [
                        .integer(remote.row), .integer(number), .text(noun.rawValue),
                        .text(record.id), .text(record.change.rawValue),
                        .text(Self.key(hash, remote.id, record.id)),
                        .text((state ?? .waiting).rawValue),
                    ]
                )
            }
        }
    }

    /// What an act that takes another back does to what a remote was to hear of that.
    ///
    /// - Returns: the state in which the taking back itself is queued: what never left needs no
    ///   taking back there, and what was withdrawn is told after all when it is done again.
    private func withdraw(
        _ record: String,
        of number: Int,
        remote: Int64,
    ) throws -> OutboxState {
        let former: OutboxState? = try connection.first(
            "SELECT state FROM outbox WHERE journal = ? AND remote = ? AND record = ?",
            [.integer(number), .integer(remote), .text(record)]
        ) { try $0.choice(0) }
        switch former {
        case nil, .withdrawn, .sent, .done: return .waiting
        case .waiting, .refused:
            try connection.run(
                """
                UPDATE outbox SET state = 'withdrawn'
                WHERE journal = ? AND remote = ? AND record = ?
                """,
                [.integer(number), .integer(remote), .text(record)]
            )
            return .withdrawn
        }
    }

    /// Of what an entry was and to whom it goes, so that no other has it, in no other ledger.
    private static func key(_ hash: SHA256Digest, _ remote: String, _ record: String) -> String {
        SHA256Digest(of: (hash.hexadecimal + remote + record).utf8.span).hexadecimal
    }

    /// Says what became of an entry, in a transaction that changes no record.
    package func settle(
        _ number: Int,
        as state: OutboxState,
        problem: String? = nil,
    ) throws {
        try connection.run(
            """
            UPDATE outbox SET state = ?1, problem = ?2, attempts = attempts + (?1 = 'sent')
            WHERE number = ?3
            """,
            [.text(state.rawValue), .text(problem), .integer(number)]
        )
    }

    // MARK: - Reading

    /// The next entries of a state, in the order in which they leave.
    package func entries(
        of remote: RecordID,
        _ state: OutboxState,
        after number: Int = 0,
        limit: Int,
    ) throws -> [OutboxEntry] {
        try connection.all(
            Self.selection
                + """
                 WHERE outbox.remote = (SELECT row FROM remotes WHERE id = ?) AND state = ?
                    AND outbox.number > ? ORDER BY outbox.number LIMIT ?
                """,
            [.id(remote), .text(state.rawValue), .integer(number), .integer(limit)],
            Self.entry
        )
    }

    /// What remotes hear of one entry of the journal.
    package func entries(ofJournal number: Int) throws -> [OutboxEntry] {
        try connection.all(
            Self.selection + " WHERE journal = ? ORDER BY outbox.number",
            [.integer(number)],
            Self.entry
        )
    }

    private static let selection = """
        SELECT number, name, journal, noun, record, change, key, state, attempts, problem
        FROM outbox JOIN remotes ON remotes.row = remote
        """

    private static func entry(_ row: borrowing Row) throws -> OutboxEntry {
        OutboxEntry(
            number: Int(row.integer(0)),
            remote: row.text(1),
            journal: Int(row.integer(2)),
            noun: try row.choice(3),
            record: try row.id(4),
            change: try row.choice(5),
            key: row.text(6),
            state: try row.choice(7),
            attempts: Int(row.integer(8)),
            problem: row.optionalText(9),
        )
    }
}
