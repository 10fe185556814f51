/// How a cell looks, in roles; a theme makes colours of them when the cell is painted.
package struct Style: Hashable, Sendable {
    package var text: Role
    package var ground: Role
    package var attributes: Attributes

    package init(_ text: Role, on ground: Role = .background, _ attributes: Attributes = []) {
        self.text = text
        self.ground = ground
        self.attributes = attributes
    }

    /// Ordinary text on the ordinary ground.
    package static var plain: Style { Style(.primary) }
    package static var quiet: Style { Style(.secondary) }

    package func on(_ ground: Role) -> Style {
        Style(text, on: ground, attributes)
    }

    package func with(_ more: Attributes) -> Style {
        Style(text, on: ground, attributes.union(more))
    }
}
