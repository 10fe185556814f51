/// One row of a table: texts as they come from data, made safe when they are drawn.
package struct ListRow: Hashable, Sendable {
    /// What tells the row from all others, however the list around it changes.
    package let key: String
    package let cells: [ListCell]
    /// The key of the record that it belongs to, in a list of those.
    package let parent: String?
    /// What the gutter shows.
    package let mark: Glyph?

    package init(key: String, cells: [ListCell], parent: String? = nil, mark: Glyph? = nil) {
        self.key = key
        self.parent = parent
        self.cells = cells
        self.mark = mark
    }
}

package struct ListCell: Hashable, Sendable {
    package let text: String
    package let tone: Role

    package init(_ text: String, _ tone: Role = .primary) {
        self.text = text
        self.tone = tone
    }
}
