package import DaybookCore
internal import DaybookWire

/// The entries of the journal. They are only ever appended, and by a change of the ledger only.
package struct JournalRepository {
    let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// The last entry of a journal: its number, and the hash that stands for all up to it.
    package struct End: Hashable, Sendable {
        package let number: Int
        package let hash: SHA256Digest

        package init(number: Int, hash: SHA256Digest) {
            self.number = number
            self.hash = hash
        }

        /// What the first entry comes behind.
        package static var beginning: End { End(number: 0, hash: .zero) }
    }

    package func end() throws -> End {
        let end = try connection.first(
            "SELECT number, hash FROM journal NOT INDEXED ORDER BY number DESC LIMIT 1"
        ) { End(number: Int($0.integer(0)), hash: try $0.digest(1)) }
        return end ?? .beginning
    }

    /// Writes the next entry; its number.
    ///
    /// Everything else goes through `Ledger.change`, which calls this. Whoever calls it with
    /// changes that were not made writes a false journal, as only a measurement may.
    @discardableResult
    package func append(
        _ act: Act,
        _ changes: JournalEntry.Changes,
        cancelling cancelled: Int? = nil,
    ) throws -> Int {
        let end = try end()
        guard end.number < .max else {
            throw UnreadableValue(expected: "a journal that can grow", found: "\(end.number)")
        }
        let entry = JournalEntry(
            number: end.number + 1,
            act: act,
            cancels: cancelled,
            changes: changes,
        )
        let bytes = entry.bytes(behind: end.hash)
        try connection.run(
            "INSERT INTO journal (number, entry, hash) VALUES (?, ?, ?)",
            [
                .integer(entry.number), .text(String(decoding: bytes, as: UTF8.self)),
                .blob(SHA256Digest(of: bytes.span).bytes),
            ]
        )
        for record in entry.records {
            try connection.run(
                "INSERT INTO journal_records (record, journal) VALUES (?, ?)",
                [.text(record), .integer(entry.number)]
            )
        }
        return entry.number
    }

    package func find(_ number: Int) throws -> JournalEntry? {
        try connection.first(
            "SELECT entry FROM journal WHERE number = ?",
            [.integer(number)]
        ) { try JournalEntry($0.text(0)) }
    }

    /// The text of an entry, as it is hashed, and the hash.
    package func source(of number: Int) throws -> (text: String, hash: SHA256Digest)? {
        try connection.first(
            "SELECT entry, hash FROM journal WHERE number = ?",
            [.integer(number)]
        ) { ($0.text(0), try $0.digest(1)) }
    }

    /// The entry that took this one back.
    package func cancellation(of number: Int) throws -> Int? {
        try connection.first(
            "SELECT number FROM journal WHERE cancels = ?",
            [.integer(number)]
        ) { Int($0.integer(0)) }
    }

    /// The last entry that tells of a record.
    package func lastEntry(of record: RecordID) throws -> JournalEntry? {
        let number = try connection.first(
            "SELECT journal FROM journal_records WHERE record = ? ORDER BY journal DESC LIMIT 1",
            [.id(record)]
        ) { Int($0.integer(0)) }
        return try number.flatMap { try find($0) }
    }

    /// Whether somebody has ever acted under a name, or was refused to.
    package func hasEntry(of actor: String) throws -> Bool {
        try connection.integer(
            "SELECT EXISTS (SELECT 1 FROM journal WHERE actor = ?)",
            [.text(Self.stored(actor: actor))]
        ) == 1
    }

    /// What an actor may take back next, or do again.
    package func next(_ direction: UndoSearch.Direction, of actor: String) throws -> Int? {
        let search = UndoSearch(direction)
        var found: Int?
        try connection.forEachUntil(
            """
            SELECT number, cause, EXISTS (SELECT 1 FROM journal AS later
                WHERE later.cancels = journal.number)
            FROM journal WHERE actor = ? ORDER BY number DESC
            """,
            [.text(Self.stored(actor: actor))]
        ) { row in
            let step = UndoSearch.Step(
                number: Int(row.integer(0)),
                cause: try row.choice(1),
                isCancelled: row.integer(2) == 1,
            )
            switch search.finding(at: step) {
            case .found(let number):
                found = number
                return false
            case .nothing: return false
            case .goOn: return true
            }
        }
        return found
    }

    /// The last act that changed a record and stands: neither taken back nor a taking back.
    package func lastAct(on record: RecordID) throws -> Int? {
        try connection.first(
            """
            SELECT number FROM journal_records JOIN journal ON number = journal_records.journal
            WHERE record = ? AND cause NOT IN ('undo', 'refused')
                AND NOT EXISTS
                    (SELECT 1 FROM journal AS later WHERE later.cancels = journal.number)
            ORDER BY number DESC LIMIT 1
            """,
            [.id(record)]
        ) { Int($0.integer(0)) }
    }

    /// How many invoices an entry tells of.
    package func invoiceCount(ofEntry number: Int) throws -> Int {
        Int(
            try connection.integer(
                """
                SELECT count(*) FROM journal_records JOIN invoices ON id = record
                WHERE journal = ?
                """,
                [.integer(number)]
            )
        )
    }

    /// A name as the column of actors has it: with the escapes of JSON.
    private static func stored(actor: String) -> String {
        String(JSONText.quoted(actor).dropFirst().dropLast())
    }
}

extension JournalEntry {
    /// The records that it tells of, each once.
    fileprivate var records: [String] {
        guard case .rows(let rows) = changes else { return [] }
        var seen: Set<String> = []
        return rows.compactMap(\.record).filter { seen.insert($0).inserted }
    }
}

extension Row {
    func digest(_ column: Int) throws -> SHA256Digest {
        let bytes = blob(column)
        guard let digest = SHA256Digest(bytes.span) else {
            throw UnreadableValue(expected: "a hash of 32 bytes", found: "\(bytes.count) bytes")
        }
        return digest
    }
}
