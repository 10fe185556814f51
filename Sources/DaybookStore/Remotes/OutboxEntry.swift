package import DaybookCore

/// A change of one record that one remote is to hear of.
package struct OutboxEntry: Hashable, Sendable {
    /// Entries leave in the order of their numbers.
    package let number: Int
    package let remote: String
    /// The entry of the journal that tells what was changed.
    package let journal: Int
    package let noun: SharedNoun
    package let record: RecordID
    package let change: Change
    /// The same for every attempt, so that the remote does it once.
    package let key: String
    package let state: OutboxState
    package let attempts: Int
    /// What the remote said, or why it was not reached.
    package let problem: String?

    package enum Change: String, CaseIterable, Sendable {
        case created, changed, deleted
    }
}
