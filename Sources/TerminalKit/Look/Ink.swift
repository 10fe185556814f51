/// What a terminal is told so that a cell looks as its style says.
package struct Ink: Hashable, Sendable {
    /// The SGR parameters of the text's colour: `38;5;117`, `96`, `39`.
    package let text: String
    package let ground: String
    package let attributes: Attributes

    package init(text: String, ground: String, attributes: Attributes) {
        self.text = text
        self.ground = ground
        self.attributes = attributes
    }
}
