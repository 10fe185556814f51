/// Moves all rows that can be read from a damaged database into a new one of the same schema.
struct SalvageTransfer {
    private let source: Connection
    private let target: Connection
    private let progress: (_ table: String, _ rows: Int) throws -> Void

    init(
        from source: Connection,
        to target: Connection,
        _ progress: @escaping (_ table: String, _ rows: Int) throws -> Void,
    ) {
        self.source = source
        self.target = target
        self.progress = progress
    }

    func run(path: String) throws -> [SalvageReport.Table] {
        let tables = try target.all(
            """
            SELECT name, wr FROM pragma_table_list
            WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                AND name NOT IN (?, ?)
            ORDER BY name
            """,
            // They are made again of the invoices.
            [.text(InvoiceLetters.table), .text(InvoiceSums.table)]
        ) { (name: $0.text(0), isKeyed: $0.integer(1) == 1) }
        let present: Set<String>
        do {
            present = Set(
                try source.all("SELECT name FROM sqlite_schema WHERE type = 'table'") { $0.text(0) }
            )
        } catch let error as SQLiteError where error.isOfTheFile {
            throw LedgerError.damaged(
                path: path,
                detail: "the list of its tables is lost, and with it the way to all rows"
            )
        }
        return try withoutTriggers {
            try tables.map { table in
                guard present.contains(table.name) else {
                    let gap = SalvageReport.Gap(rows: nil, count: nil)
                    return SalvageReport.Table(
                        name: table.name,
                        recovered: 0,
                        refused: 0,
                        gaps: [gap]
                    )
                }
                return try transfer(table.name, isKeyed: table.isKeyed)
            }
        }
    }

    /// Triggers guard what people do; rows that are put back are as they were.
    private func withoutTriggers<Answer>(_ body: () throws -> Answer) throws -> Answer {
        let triggers = try target.all(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid"
        ) { (name: $0.text(0), sql: $0.text(1)) }
        for trigger in triggers {
            try target.script("DROP TRIGGER \(TableShape.quoted(trigger.name))")
        }
        let answer = try body()
        for trigger in triggers { try target.script(trigger.sql) }
        return answer
    }

    private func transfer(_ table: String, isKeyed: Bool) throws -> SalvageReport.Table {
        let (columns, key) = try columns(of: table)
        let name = TableShape.quoted(table)
        let list = columns.map(TableShape.quoted).joined(separator: ", ")
        let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        let insert = "INSERT INTO \(name) (\(list)) VALUES (\(places))"
        let reader = TableReader(
            connection: source,
            table: table,
            columns: columns,
            key: isKeyed ? key : nil
        )
        var (recovered, refused) = (0, 0)
        try progress(table, 0)
        let gaps = try target.transaction(.write) {
            // A schema may come with rows of its own.
            try target.run("DELETE FROM \(name)")
            return try reader.read { row in
                guard let values = Self.values(row, columns.count) else {
                    refused += 1
                    return true
                }
                do {
                    try target.run(insert, values)
                } catch let error as SQLiteError where error.kind == .constraint {
                    // From the other end: here both ways meet.
                    if isKeyed && error.code == Self.keyIsTaken { return false }
                    refused += 1
                    return true
                }
                recovered += 1
                if recovered % 1000 == 0 { try progress(table, recovered) }
                return true
            }
        }
        return SalvageReport.Table(
            name: table,
            recovered: recovered,
            refused: refused,
            gaps: gaps
        )
    }

    /// SQLITE_CONSTRAINT_PRIMARYKEY
    private static var keyIsTaken: Int32 { 1555 }

    /// The columns that are stored, and those of the key in its order. The new schema tells: the
    /// old one may be damaged.
    private func columns(of table: String) throws -> (all: [String], key: [String]) {
        let columns = try target.all(
            "SELECT name, pk FROM pragma_table_xinfo(?) WHERE hidden = 0",
            [.text(table)]
        ) { (name: $0.text(0), place: $0.integer(1)) }
        let key = columns.filter { $0.place > 0 }.sorted { $0.place < $1.place }
        return (columns.map(\.name), key.map(\.name))
    }

    /// The values of a row; nil when it holds what no version of Daybook writes.
    private static func values(_ row: Row, _ count: Int) -> [SQLValue]? {
        var values: [SQLValue] = []
        values.reserveCapacity(count)
        for column in 0..<count {
            switch row.storage(column) {
            case .null: values.append(.null)
            case .integer: values.append(.integer(row.integer(column)))
            case .blob: values.append(.blob(row.blob(column)))
            case .real: return nil
            case .text:
                let text = row.text(column)
                // Bytes that are no text have become replacement characters.
                if text.unicodeScalars.contains("\u{FFFD}"),
                    !text.utf8.elementsEqual(row.blob(column))
                {
                    return nil
                }
                values.append(.text(text))
            }
        }
        return values
    }
}
