package import DaybookCore
internal import DaybookWire

/// The meters of a ledger.
package struct MeterRepository {
    let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// Adds a meter. Events that are there already are not rolled up yet, nor looked at whether it
    /// finds a quantity in them: see `RollupBackfill`.
    package func insert(_ stored: StoredMeter) throws {
        let definition = JSONWriter.text(try MeterDefinition.json(of: stored.meter), .canonical)
        try connection.run(
            """
            INSERT INTO meters (id, key, name, event_type, definition, version, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(stored.id), .text(stored.meter.key), .text(stored.name),
                .text(stored.meter.eventType), .text(definition), .integer(stored.version),
                .instant(stored.createdAt),
            ]
        )
    }

    /// Calls a meter otherwise; what it counts never changes.
    package func rename(_ id: RecordID, to name: String, from version: Int) throws {
        try RecordVersions(connection).require(version, of: id, .meter)
        try connection.run("UPDATE meters SET name = ? WHERE id = ?", [.text(name), .id(id)])
    }

    /// Removes a meter that nothing names and of whose type no event was stored.
    package func delete(_ stored: StoredMeter) throws {
        var found = try RecordReferences(connection).counts(to: stored.id, .meter)
        let events = try connection.integer(
            """
            SELECT count(*) FROM (SELECT 1 FROM events JOIN event_types
                ON event_types.row = events.type WHERE event_types.name = ? LIMIT 1)
            """,
            [.text(stored.meter.eventType)]
        )
        if events > 0 { found.append(.init(table: "events", count: Int(events))) }
        if !found.isEmpty {
            throw RecordInUse(kind: .meter, key: stored.meter.key, references: found)
        }
        try connection.run("DELETE FROM meters WHERE id = ?", [.id(stored.id)])
    }

    /// All meters by key.
    package func all() throws -> [StoredMeter] {
        try connection.all(Self.selection + " ORDER BY key", [], Self.meter)
    }

    /// The meter with this id or key.
    package func find(_ idOrKey: String) throws -> StoredMeter? {
        try connection.first(
            Self.selection + " WHERE id = ?1 OR key = ?2",
            [.text(idOrKey.uppercased()), .text(idOrKey)],
            Self.meter
        )
    }

    /// All meters as readers of events.
    func readers() throws -> [MeterReader] {
        try connection.all(Self.selection + " ORDER BY row") { row in
            try MeterReader(row: row.integer(0), Self.meter(row).meter)
        }
    }

    func reader(_ key: String) throws -> MeterReader? {
        try connection.first(Self.selection + " WHERE key = ?", [.text(key)]) { row in
            try MeterReader(row: row.integer(0), Self.meter(row).meter)
        }
    }

    private static let selection = """
        SELECT row, id, key, name, event_type, definition, version, created_at FROM meters
        """

    private static func meter(_ row: Row) throws -> StoredMeter {
        let definition = row.text(5)
        let meter: Meter
        do {
            meter = try MeterDefinition.meter(
                key: row.text(2),
                eventType: row.text(4),
                JSONDocument(definition).root
            )
        } catch {
            throw UnreadableValue(expected: "the definition of a meter", found: definition)
        }
        return StoredMeter(
            id: try row.id(1),
            name: row.text(3),
            meter: meter,
            version: Int(row.integer(6)),
            createdAt: try row.instant(7)
        )
    }
}

extension RecordKind {
    package static var meter: RecordKind { .init(table: "meters", noun: "meter") }
}
