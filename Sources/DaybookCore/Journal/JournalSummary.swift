/// An entry of the journal as a list shows it.
package struct JournalSummary: Hashable, Sendable {
    package let number: Int
    package let act: Act
    /// The entry that this one takes back.
    package let cancels: Int?
    /// What it changed, a table each.
    package let changes: [TableChanges]

    package init(number: Int, act: Act, cancels: Int?, changes: [TableChanges]) {
        self.number = number
        self.act = act
        self.cancels = cancels
        self.changes = changes
    }
}

/// How many rows of a table a change made, altered and removed.
package struct TableChanges: Hashable, Sendable {
    package let table: String
    package var inserted: Int
    package var updated: Int
    package var deleted: Int

    package init(table: String, inserted: Int = 0, updated: Int = 0, deleted: Int = 0) {
        self.table = table
        self.inserted = inserted
        self.updated = updated
        self.deleted = deleted
    }
}
