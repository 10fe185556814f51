/// A contract as it is kept: what was agreed, with whom, and under which name.
package struct ContractRecord: Hashable, Sendable {
    package let id: RecordID
    /// Its number, as people call it.
    package let key: String
    package let account: RecordID
    package var name: String
    /// Whose arithmetic it was agreed under.
    package let profile: ProfileID
    package var contract: Contract
    package let createdAt: Instant
    package var note: String?

    package init(
        id: RecordID,
        key: String,
        account: RecordID,
        name: String,
        profile: ProfileID,
        contract: Contract,
        createdAt: Instant,
        note: String?,
    ) {
        self.id = id
        self.key = key
        self.account = account
        self.name = name
        self.profile = profile
        self.contract = contract
        self.createdAt = createdAt
        self.note = note
    }

    /// Whether a text can be the number of a contract: it is typed, and stands on documents.
    package static func isKey(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && RecordID(text) == nil
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
