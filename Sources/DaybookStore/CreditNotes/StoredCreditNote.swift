package import DaybookCore

/// A credit note with its number and the day of its issue.
package struct StoredCreditNote: Hashable, Sendable {
    package let id: RecordID
    package let number: String
    package let issuedOn: CivilDate
    package let reason: String?
    package let note: CreditNote
    /// Whether a billing run found that what it takes off was billed too much.
    package let corrects: Bool
}
