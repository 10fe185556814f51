/// What a word can be completed to.
package struct Completion: Hashable, Sendable {
    package let text: String
    /// What it is, shown at its right.
    package let note: String?

    package init(_ text: String, note: String? = nil) {
        self.text = text
        self.note = note
    }
}
