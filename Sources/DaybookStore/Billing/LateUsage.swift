package import DaybookCore

/// Usage that came, or was taken back, after a billing run had looked: what was billed before must
/// be looked at again, and nothing else.
package struct LateUsage: Sendable {
    /// By account and type of event, from the first time to the last one.
    private var spans: [Key: ClosedRange<Instant>] = [:]
    /// As if all usage had come late.
    private let isEverything: Bool

    private struct Key: Hashable {
        let account: RecordID
        let type: String
    }

    package static let none = LateUsage(isEverything: false)
    static let everything = LateUsage(isEverything: true)

    private init(isEverything: Bool) {
        self.isEverything = isEverything
    }

    func concerns(_ account: RecordID, _ type: String, _ period: Period<Instant>) -> Bool {
        if isEverything { return true }
        guard let span = spans[Key(account: account, type: type)] else { return false }
        return span.lowerBound < period.to && span.upperBound >= period.from
    }

    // MARK: - Looking

    /// How far somebody has looked: the last event, and the last time at which one was deleted.
    package struct Mark: Hashable, Sendable {
        package let event: Int64
        package let deletedAt: Instant

        package static let none = Mark(event: 0, deletedAt: .earliest)
    }

    /// How far the last whole run has looked.
    static func billed(on connection: Connection) throws -> Mark {
        let mark = try connection.first(
            "SELECT last_event, last_deletion FROM billing_state"
        ) { Mark(event: $0.integer(0), deletedAt: try $0.instant(1)) }
        guard let mark else {
            throw UnreadableValue(expected: "how far billing runs have looked", found: "nothing")
        }
        return mark
    }

    /// A whole run has looked so far.
    static func note(_ mark: Mark, on connection: Connection) throws {
        try connection.run(
            "UPDATE billing_state SET last_event = ?, last_deletion = ?",
            [.integer(mark.event), .instant(mark.deletedAt)]
        )
    }

    /// Where the ledger stands now.
    package static func mark(of connection: Connection) throws -> Mark {
        let event = try connection.integer("SELECT ifnull(max(row), 0) FROM events")
        let deleted = try connection.first(
            "SELECT max(deleted_at) FROM events WHERE deleted_at IS NOT NULL"
        ) { try $0.optionalInstant(0) }
        return Mark(event: event, deletedAt: (deleted ?? nil) ?? .earliest)
    }

    /// What came or went since a mark.
    ///
    /// - Parameter zone: whose days the dates of aliases are
    package init(
        since mark: Mark,
        in zone: ZoneRules,
        _ connection: Connection,
    ) throws {
        isEverything = false
        // Where nothing was billed yet, nothing comes late.
        let isBilled = try connection.integer(
            "SELECT EXISTS (SELECT 1 FROM line_origins)"
        )
        if isBilled == 0 { return }
        var accounts = SubjectAccounts(connection, zone: zone)
        var ids: [Int64: RecordID] = [:]
        try connection.forEach(
            """
            SELECT event_subjects.name, event_types.name, time FROM events
                JOIN event_subjects ON event_subjects.row = subject
                JOIN event_types ON event_types.row = type
            WHERE events.row > ?1
            UNION ALL
            SELECT event_subjects.name, event_types.name, time FROM events
                JOIN event_subjects ON event_subjects.row = subject
                JOIN event_types ON event_types.row = type
            WHERE deleted_at > ?2 AND events.row <= ?1
            """,
            [.integer(mark.event), .instant(mark.deletedAt)]
        ) { row in
            let time = row.integer(2)
            guard let account = try accounts.account(of: row.text(0), at: time) else { return }
            if ids[account] == nil {
                ids[account] = try connection.first(
                    "SELECT id FROM accounts WHERE row = ?",
                    [.integer(account)]
                ) { try $0.id(0) }
            }
            guard let id = ids[account] else { return }
            note(Key(account: id, type: row.text(1)), try row.instant(2))
        }
    }

    private mutating func note(_ key: Key, _ time: Instant) {
        let span = spans[key] ?? time...time
        spans[key] = min(span.lowerBound, time)...max(span.upperBound, time)
    }
}
