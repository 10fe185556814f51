/// What a painter tells a terminal to show a style.
package struct Ink: Hashable, Sendable {
    /// Parameters of SGR for the colour of the text, such as `38;2;216;219;226`, `96`, `39`.
    package let text: String
    /// Parameters of SGR for the colour of the ground, such as `48;5;234`, `49`.
    package let ground: String
    package let attributes: Attributes

    package init(text: String, ground: String, attributes: Attributes) {
        self.text = text
        self.ground = ground
        self.attributes = attributes
    }
}
