/// A billing system elsewhere that keeps some of the same records.
package struct Remote: Hashable, Sendable {
    package let id: RecordID
    /// What people call it here.
    package let name: String
    package let dialect: Dialect
    package let address: RemoteAddress
    /// Whether real customers are billed from it.
    package let isLive: Bool
    /// The kinds of records that are kept in step with it.
    package let nouns: Set<SharedNoun>
    package let createdAt: Instant

    /// The language of its interface.
    package enum Dialect: String, CaseIterable, Sendable {
        case enso, togai, openmeter, vayu
    }

    package init(
        id: RecordID,
        name: String,
        dialect: Dialect,
        address: RemoteAddress,
        isLive: Bool,
        nouns: Set<SharedNoun>,
        createdAt: Instant,
    ) {
        self.id = id
        self.name = name
        self.dialect = dialect
        self.address = address
        self.isLive = isLive
        self.nouns = nouns
        self.createdAt = createdAt
    }
}
