package import DaybookCore

/// A kind of record that has versions: its table, and what people call it.
package struct RecordKind: Hashable, Sendable {
    let table: String
    package let noun: String

    package init(table: String, noun: String) {
        self.table = table
        self.noun = noun
    }

    package static var organisation: RecordKind {
        .init(table: "organisation", noun: "organisation")
    }
    package static var customer: RecordKind { .init(table: "customers", noun: "customer") }
    package static var account: RecordKind { .init(table: "accounts", noun: "account") }
    package static var invoice: RecordKind { .init(table: "invoices", noun: "invoice") }
    package static var product: RecordKind { .init(table: "products", noun: "product") }
    package static var plan: RecordKind { .init(table: "plans", noun: "plan") }
    package static var addOn: RecordKind { .init(table: "add_ons", noun: "add-on") }
    package static var contract: RecordKind { .init(table: "contracts", noun: "contract") }
}

/// The versions of records: whoever changes one says which version was looked at, and is told when
/// somebody else was quicker. The store raises the version with every change by itself.
package struct RecordVersions {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// The version of a record as it stands; nil when there is none.
    package func version(of id: RecordID, _ kind: RecordKind) throws -> Int? {
        try connection.first(
            "SELECT version FROM \(kind.table) WHERE id = ?",
            [.id(id)]
        ) { Int($0.integer(0)) }
    }

    /// Goes on only if a record still is as it was looked at.
    package func require(_ version: Int, of id: RecordID, _ kind: RecordKind) throws {
        let found = try self.version(of: id, kind)
        if found == version { return }
        throw ConflictError(
            kind: kind,
            record: id,
            expected: version,
            found: found,
            last: try JournalRepository(connection).lastEntry(of: id),
        )
    }
}

/// A change that was made from a version of a record that is no longer the last.
package struct ConflictError: Error, Sendable {
    package let kind: RecordKind
    package let record: RecordID
    package let expected: Int
    /// Nil when the record is gone.
    package let found: Int?
    /// Who was quicker, and when.
    package let last: JournalEntry?
}
