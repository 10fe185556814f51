/// A filter that shows what the language can say about the records of a pane.
package struct FilterExample: Hashable, Sendable {
    package let text: String
    package let meaning: String

    package init(_ text: String, _ meaning: String) {
        self.text = text
        self.meaning = meaning
    }
}
