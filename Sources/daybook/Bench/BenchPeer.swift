import DaybookBooks
import DaybookLive

/// What another program does of the same work.
struct BenchPeer: Sendable {
    let name: String
    /// How many times as fast we want to be.
    let factor: Double
    /// From which size on.
    let size: Int
    /// The rate at a size.
    let measure: @Sendable (Int) throws -> Outcome

    enum Outcome {
        case rate(Double)
        /// The program is not installed.
        case missing
        /// It is there, and could not do it.
        case failed
    }

    init(
        name: String,
        factor: Double,
        from size: Int = 0,
        _ measure: @escaping @Sendable (Int) throws -> Outcome,
    ) {
        (self.name, self.factor, self.size, self.measure) = (name, factor, size, measure)
    }

    /// SQLite's own import of the same events, into a table that refuses the same repetitions.
    static let sqliteImport = BenchPeer(name: "sqlite3 .import", factor: 1.5) { count in
        guard let sqlite = PeerProgram("sqlite3") else { return .missing }
        return try inFolder(count) { folder in
            let clock = ContinuousClock()
            let start = clock.now
            let output = try sqlite.run(
                [
                    "\(folder)/peer.db", "PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
                    "CREATE TABLE e (id TEXT, source TEXT, type TEXT, subject TEXT, time TEXT, "
                        + "data TEXT)",
                    "CREATE UNIQUE INDEX u ON e (source, id)", ".mode csv",
                    ".import \(folder)/events.csv e",
                ],
                in: folder
            )
            guard output != nil else { return .failed }
            return .rate(Double(count) / (start.duration(to: clock.now) / .seconds(1)))
        }
    }

    /// DuckDB over the same events in a table of its own; its question is asked ten times.
    static func duckDB(_ question: String) -> BenchPeer {
        BenchPeer(name: "DuckDB", factor: 1, from: 10_000_000) { count in
            guard let python = PeerProgram("python3"), try hasDuckDB(python) else {
                return .missing
            }
            return try inFolder(count) { folder in
                let output = try python.run(["-c", script, folder, question], in: folder)
                let rate = output.flatMap { Double($0.filter { !$0.isWhitespace }) }
                return rate.map { .rate($0) } ?? .failed
            }
        }
    }

    private static func hasDuckDB(_ python: PeerProgram) throws -> Bool {
        let folder = try Folders.makeTemporary(in: "/tmp")
        defer { Folders.remove(folder) }
        return try python.run(["-c", "import duckdb"], in: folder) != nil
    }

    private static let script = """
        import sys, time, duckdb
        folder, question = sys.argv[1:]
        base = duckdb.connect(folder + "/peer.duckdb")
        base.execute("SET enable_progress_bar = false")
        base.execute("CREATE TABLE e AS SELECT subject, type, "
            "CAST(replace(replace(time, 'T', ' '), 'Z', '') AS TIMESTAMP) AS time, "
            "CAST(json_extract_string(data, '$.gb') AS DECIMAL(18, 6)) AS value FROM read_csv('"
            + folder + "/events.csv', header=false, columns={'id': 'VARCHAR', 'source': 'VARCHAR',"
            "'type': 'VARCHAR', 'subject': 'VARCHAR', 'time': 'VARCHAR', 'data': 'VARCHAR'})")
        start = time.monotonic()
        for _ in range(10):
            base.execute(question).fetchall()
        print(10 / (time.monotonic() - start))
        """

    private static func inFolder(
        _ count: Int,
        _ body: (String) throws -> BenchPeer.Outcome,
    ) throws -> BenchPeer.Outcome {
        let folder = try Folders.makeTemporary(in: "/tmp")
        defer { Folders.remove(folder) }
        let events = BenchEvents(books: try BenchLedger.books(.events(count)))
        try events.writeTable(to: folder + "/events.csv")
        return try body(folder)
    }
}

extension SampleSize {
    /// Events of a thousand customers.
    static func events(_ count: Int) -> SampleSize { SampleSize(customers: 1000, events: count) }

    /// Invoices, ten of each customer.
    static func invoices(_ count: Int) -> SampleSize {
        SampleSize(customers: max(1, count / 10), invoices: count)
    }
}
