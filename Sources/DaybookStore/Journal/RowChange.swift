/// What happened to one row: its values before and after, as far as they differ.
struct RowChange {
    let identity: RowIdentity
    /// Nil where there was no row. In the order of the table's columns; nil for one that stayed.
    var before: [SQLValue?]?
    /// Nil where there is no row any more.
    var after: [SQLValue?]?
    var record: RecordReference

    /// The record that a row is or belongs to, as far as the row itself tells.
    enum RecordReference: Hashable {
        case id(String)
        case row(Int64, table: String)
        case none
    }

    enum Kind {
        case insert, update, delete, nothing
    }

    var kind: Kind {
        switch (before, after) {
        case (nil, nil): .nothing
        case (nil, _): .insert
        case (_, nil): .delete
        case (let before?, let after?):
            zip(before, after).allSatisfy { $0 == $1 } ? .nothing : .update
        }
    }

    /// What remains of two changes of one row, made one after the other.
    func followed(by next: RowChange) -> RowChange {
        var whole = self
        whole.record = next.record
        switch (after, next.after) {
        case (nil, _):
            // It was gone, or never there, and comes back.
            whole.after = next.after
        case (_, nil):
            // Of what it was at first, the later one knows all but what the earlier one changed.
            whole.before = before.map { Self.overlaid(next.before, with: $0) }
            whole.after = nil
        case (let first?, let second?):
            whole.before = before.map { Self.overlaid(next.before, with: $0) }
            whole.after = Self.overlaid(first, with: second)
        }
        return whole.trimmed
    }

    /// Without the columns that ended as they began.
    private var trimmed: RowChange {
        guard var before, var after else { return self }
        for index in before.indices where before[index] == after[index] {
            before[index] = nil
            after[index] = nil
        }
        var trimmed = self
        trimmed.before = before
        trimmed.after = after
        return trimmed
    }

    private static func overlaid(
        _ values: [SQLValue?]?,
        with upper: [SQLValue?],
    ) -> [SQLValue?] {
        guard var values else { return upper }
        for index in values.indices {
            if let value = upper[index] { values[index] = value }
        }
        return values
    }
}

/// Which row of which table.
struct RowIdentity: Hashable {
    /// The table's place among the shapes.
    let table: Int
    let key: RowKey
}

/// What names a row within its table.
enum RowKey: Hashable {
    case row(Int64)
    case columns([SQLValue])
}
