/// A kind of record that has verbs: `invoices` in `invoices list`.
struct Noun: Sendable {
    let name: String
    /// One line without a full stop.
    let summary: String
    /// Paragraphs parted by an empty line.
    let discussion: String
    /// What there is to look up, where the noun stands for a subject of its own.
    let tables: [HelpTable]

    init(
        _ name: String,
        _ summary: String,
        discussion: String = "",
        tables: [HelpTable] = [],
    ) {
        self.name = name
        self.summary = summary
        self.discussion = discussion
        self.tables = tables
    }
}
