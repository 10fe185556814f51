extension ChangeCapture {
    /// The rows that changed, as the journal tells of them.
    func journalRows(on connection: Connection) throws -> [JournalEntry.Row] {
        let changes = changes
        var owners = Owners(self, changes)
        return try changes.map { change in
            let shape = shapes[change.identity.table]
            return JournalEntry.Row(
                table: shape.name,
                key: change.identity.key,
                record: try owners.record(of: change, on: connection),
                before: change.before.map { Self.columns($0, of: shape) },
                after: change.after.map { Self.columns($0, of: shape) },
            )
        }
    }

    private static func columns(
        _ values: [SQLValue?],
        of shape: TableShape,
    ) -> [JournalEntry.Row.Column] {
        shape.sorted.compactMap { place in
            values[place].map { (name: shape.columns[place].name, value: $0) }
        }
    }
}

/// The ids of the records that rows belong to: of those that are there, and of those that went in
/// the same change.
struct Owners {
    private var known: [RowChange.RecordReference: String?] = [:]

    init(_ capture: ChangeCapture, _ changes: [RowChange]) {
        for change in changes where change.kind == .delete {
            if case .row(let row) = change.identity.key, case .id(let id) = change.record {
                known[.row(row, table: capture.shapes[change.identity.table].name)] = id
            }
        }
    }

    mutating func record(of change: RowChange, on connection: Connection) throws -> String? {
        switch change.record {
        case .none: return nil
        case .id(let id): return id
        case .row(let row, let table):
            if let known = known[change.record] { return known }
            let id = try connection.first(
                "SELECT id FROM \(TableShape.quoted(table)) WHERE row = ?",
                [.integer(row)]
            ) { $0.text(0) }
            known[change.record] = .some(id)
            return id
        }
    }
}
