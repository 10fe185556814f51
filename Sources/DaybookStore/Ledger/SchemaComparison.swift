/// Where the tables, indexes, triggers and views of a ledger are others than Daybook makes: a
/// trigger more or one that is gone changes what the ledger does with what is right.
struct SchemaComparison {
    private let lacking: [String]
    private let foreign: [String]
    private let changed: [String]

    /// What records lie in, and what follows from them or keeps watch over them.
    static let places = ["table", "view"]
    static let companions = ["index", "trigger"]

    /// Compares with a ledger that took the same steps. One of tomorrow cannot be compared.
    init(_ connection: Connection, of kinds: [String] = places + companions) throws {
        let version = try Ledger.version(of: connection)
        guard (1...Ledger.migrations.count).contains(version) else {
            (lacking, foreign, changed) = ([], [], [])
            return
        }
        let isMeant = { (name: String) in kinds.contains { name.hasPrefix($0) } }
        let expected = try SchemaModel.of(version: version).definitions.filter { isMeant($0.key) }
        let found = try SchemaModel.definitions(connection).filter { isMeant($0.key) }
        lacking = expected.keys.filter { found[$0] == nil }.sorted()
        foreign = found.keys.filter { expected[$0] == nil && !Self.isStatistics($0) }.sorted()
        changed = expected.keys.filter { found[$0] != nil && found[$0] != expected[$0] }.sorted()
    }

    /// What differs, in sentences: one for each way in which something can.
    var problems: [String] {
        var problems: [String] = []
        if !foreign.isEmpty {
            problems.append("it has \(Self.list(foreign)), which no ledger has")
        }
        if !changed.isEmpty {
            problems.append("it has \(Self.list(changed)) otherwise than Daybook makes it")
        }
        if !lacking.isEmpty {
            problems.append("it lacks \(Self.list(lacking)), which every ledger has")
        }
        return problems
    }

    private static func list(_ names: [String]) -> String {
        LedgerRule.list(names.map { "the \($0)" }, of: names.count)
    }

    /// Statistics come and go by themselves.
    private static func isStatistics(_ name: String) -> Bool { name.hasPrefix("table sqlite_stat") }
}
