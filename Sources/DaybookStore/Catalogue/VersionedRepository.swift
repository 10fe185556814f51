package import DaybookCore
internal import DaybookShapes
internal import DaybookWire

/// Plans, or add-ons: each with its versions, which are kept as JSON.
package struct VersionedRepository<Content: Hashable & Sendable> {
    let connection: Connection
    private let table: String
    private let versions: String
    private let write: (Content, String) -> [UInt8]
    private let read: (JSONNode) throws -> Content

    typealias Version = VersionHistory<Content>.Version

    init(
        _ connection: Connection,
        table: String,
        versions: String,
        write: @escaping (Content, String) -> [UInt8],
        read: @escaping (JSONNode) throws -> Content,
    ) {
        self.connection = connection
        self.table = table
        self.versions = versions
        self.write = write
        self.read = read
    }

    // MARK: - Writing

    package func insert(
        _ history: VersionHistory<Content>,
        key: String,
        id: RecordID,
        createdAt: Instant,
    ) throws {
        try connection.run(
            "INSERT INTO \(table) (id, key, created_at) VALUES (?, ?, ?)",
            [.id(id), .text(key), .instant(createdAt)]
        )
        for version in history.versions { try insert(version, of: key) }
    }

    /// Makes the ledger agree with a history: what is the same is not written.
    package func update(_ history: VersionHistory<Content>, key: String) throws {
        guard let before = try self.history(of: key) else {
            throw UnreadableValue(expected: "something in \(table)", found: key)
        }
        for version in before.versions where history.version(version.number) == nil {
            try connection.run(
                "DELETE FROM \(versions) WHERE owner = \(owner) AND number = ?2",
                [.text(key), .integer(version.number)]
            )
        }
        for version in history.versions {
            let old = before.version(version.number)
            if old == nil { try insert(version, of: key) }
            if let old, old != version { try update(version, of: key) }
        }
        if before != history {
            try connection.run(
                "UPDATE \(table) SET version = version + 1 WHERE key = ?",
                [.text(key)]
            )
        }
    }

    /// Removes all versions of a key; whoever calls this has seen that nothing uses them.
    func delete(_ key: String) throws {
        try connection.run("DELETE FROM \(versions) WHERE owner = \(owner)", [.text(key)])
        try connection.run("DELETE FROM \(table) WHERE key = ?", [.text(key)])
    }

    private var owner: String { "(SELECT row FROM \(table) WHERE key = ?1)" }

    private func insert(_ version: Version, of key: String) throws {
        try connection.run(
            """
            INSERT INTO \(versions) (owner, number, definition, effective_from, archived_at)
            VALUES (\(owner), ?2, ?3, ?4, ?5)
            """,
            values(of: version, key)
        )
    }

    private func update(_ version: Version, of key: String) throws {
        try connection.run(
            """
            UPDATE \(versions) SET definition = ?3, effective_from = ?4, archived_at = ?5
            WHERE owner = \(owner) AND number = ?2
            """,
            values(of: version, key)
        )
    }

    private func values(of version: Version, _ key: String) -> [SQLValue] {
        [
            .text(key), .integer(version.number),
            .text(String(decoding: write(version.content, key), as: UTF8.self)),
            .instant(version.effectiveFrom), .instant(version.archivedAt),
        ]
    }

    // MARK: - Reading

    /// All of them, by key.
    package func all() throws -> [String: VersionHistory<Content>] {
        var histories: [String: [Version]] = [:]
        try forEachVersion(where: "TRUE", []) { key, version in
            histories[key, default: []].append(version)
        }
        return try histories.mapValues(restored)
    }

    package func id(of key: String) throws -> RecordID? {
        try connection.first("SELECT id FROM \(table) WHERE key = ?", [.text(key)]) {
            try $0.id(0)
        }
    }

    package func history(of key: String) throws -> VersionHistory<Content>? {
        var found: [Version] = []
        try forEachVersion(where: "key = ?", [.text(key)]) { _, version in found.append(version) }
        return found.isEmpty ? nil : try restored(found)
    }

    /// What one version says.
    package func content(of key: String, version number: Int) throws -> Content? {
        var content: Content?
        let arguments: [SQLValue] = [.text(key), .integer(number)]
        try forEachVersion(where: "key = ? AND number = ?", arguments) { _, version in
            content = version.content
        }
        return content
    }

    private func forEachVersion(
        where condition: String,
        _ arguments: [SQLValue],
        _ body: (String, Version) -> Void,
    ) throws {
        try connection.forEach(
            """
            SELECT key, number, definition, effective_from, archived_at
            FROM \(table) JOIN \(versions) ON owner = \(table).row
            WHERE \(condition) ORDER BY owner, number
            """,
            arguments
        ) { row in
            let content = try row.definition(2, read)
            let version = Version(
                number: Int(row.integer(1)),
                content,
                effectiveFrom: try row.optionalInstant(3),
                archivedAt: try row.optionalInstant(4)
            )
            body(row.text(0), version)
        }
    }

    private func restored(_ versions: [Version]) throws -> VersionHistory<Content> {
        guard let history = VersionHistory(restoring: versions) else {
            let numbers = versions.map { "\($0.number)" }.joined(separator: " ")
            throw UnreadableValue(expected: "versions in order", found: numbers)
        }
        return history
    }
}

extension VersionedRepository where Content == PlanDefinition {
    static func plans(_ connection: Connection) -> Self {
        Self(connection, table: "plans", versions: "plan_versions") { plan, key in
            var json = JSONStream()
            json.plan(plan, key: key)
            return json.bytes
        } read: { node in
            var reader = PlanReader(connection.currency)
            guard let plan = reader.plan(JSONForm(node)) else { throw reader.faults }
            return plan
        }
    }
}

extension VersionedRepository where Content == AddOnDefinition {
    static func addOns(_ connection: Connection) -> Self {
        Self(connection, table: "add_ons", versions: "add_on_versions") { addOn, key in
            var json = JSONStream()
            json.addOn(addOn, key: key)
            return json.bytes
        } read: { node in
            var reader = PlanReader(connection.currency)
            guard let addOn = reader.addOn(JSONForm(node)) else { throw reader.faults }
            return addOn
        }
    }
}

extension Row {
    /// Terms that are kept as JSON.
    func definition<Content>(
        _ column: Int,
        _ read: (JSONNode) throws -> Content,
    ) throws -> Content {
        let text = text(column)
        do {
            return try read(try JSONDocument(text).root)
        } catch {
            throw UnreadableValue(expected: "terms that can be read (\(error))", found: text)
        }
    }
}

extension Connection {
    /// The currency of a code, of ISO 4217 or of the ledger's own.
    func currency(_ code: String) -> Currency? {
        Currency(iso: code) ?? (try? CurrencyRepository(self).find(code)) ?? nil
    }
}
