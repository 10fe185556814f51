/// The name under which a due item is billed, once and never again: its plan within the contract,
/// and its key.
package struct DueName: Hashable, Sendable {
    /// Counted from nought.
    package let plan: Int
    package let key: DueKey

    package init(plan: Int, _ key: DueKey) {
        self.plan = plan
        self.key = key
    }
}

extension DueName: CustomStringConvertible {
    package var description: String { "\(plan)/\(key)" }
}
