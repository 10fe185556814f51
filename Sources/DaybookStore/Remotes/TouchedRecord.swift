/// A record that a change has touched, itself or a part of it.
struct TouchedRecord: Hashable {
    let id: String
    let table: String
    let change: OutboxEntry.Change
}

extension ChangeCapture {
    /// The records of the change so far, each once, in the order in which they were touched.
    func touchedRecords(on connection: Connection) throws -> [TouchedRecord] {
        var owners = Owners(self, changes)
        var touched: [TouchedRecord] = []
        var places: [String: Int] = [:]
        for change in changes {
            guard let id = try owners.record(of: change, on: connection) else { continue }
            let record = TouchedRecord(id: id, table: table(of: change), change: kind(of: change))
            if let place = places[id] {
                // What became of the record itself says more than what became of a part.
                if record.change != .changed { touched[place] = record }
            } else {
                places[id] = touched.count
                touched.append(record)
            }
        }
        return touched
    }

    private func table(of change: RowChange) -> String {
        switch change.record {
        case .row(_, let table): table
        case .id, .none: shapes[change.identity.table].name
        }
    }

    private func kind(of change: RowChange) -> OutboxEntry.Change {
        guard case .id = change.record else { return .changed }
        return switch change.kind {
        case .insert: .created
        case .delete: .deleted
        case .update, .nothing: .changed
        }
    }
}
