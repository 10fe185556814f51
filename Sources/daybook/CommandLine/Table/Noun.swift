/// A kind of record that has verbs: `invoices` in `invoices list`.
struct Noun: Sendable {
    let name: String
    /// One line without a full stop.
    let summary: String
    /// Paragraphs parted by an empty line.
    let discussion: String

    init(_ name: String, _ summary: String, discussion: String = "") {
        self.name = name
        self.summary = summary
        self.discussion = discussion
    }
}
