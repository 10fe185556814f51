/// An empty ledger of some version: what its schema is made of, and how many rows the schema itself
/// has put into the journalled tables.
struct SchemaModel: Sendable {
    /// The statement that made each table, index, trigger and view, by kind and name.
    let definitions: [String: String]
    let counts: [String: Int64]

    /// That of today is made once.
    private static let today = Result { try SchemaModel(through: Ledger.migrations.count) }

    /// - Parameter version: one that this program knows
    static func of(version: Int) throws -> SchemaModel {
        version == Ledger.migrations.count
            ? try today.get() : try SchemaModel(through: version)
    }

    private init(through version: Int) throws {
        let model = try Connection(path: ":memory:", mode: .create)
        try Migrations(Array(Ledger.migrations.prefix(version))).run(on: model, path: ":memory:")
        definitions = try Self.definitions(model)
        var counts: [String: Int64] = [:]
        for (name, _) in try TableShape.names(on: model) {
            counts[name] = try model.integer("SELECT count(*) FROM \(TableShape.quoted(name))")
        }
        self.counts = counts
    }

    static func definitions(_ connection: Connection) throws -> [String: String] {
        var definitions: [String: String] = [:]
        try connection.forEach("SELECT type, name, sql FROM sqlite_schema") { row in
            definitions["\(row.text(0)) \(row.text(1))"] = row.optionalText(2) ?? ""
        }
        return definitions
    }
}
