/// How the roles look. A theme is a value: where it comes from, its reader knows.
package struct Theme: Hashable, Sendable {
    /// What its colours are made for.
    package enum Appearance: String, Sendable, CaseIterable {
        case dark, light
        /// The terminal's own colours, whichever they are.
        case terminal
    }

    package var name: String
    /// What to expect of it, on one line.
    package var summary: String
    package var appearance: Appearance
    package var colors: ByRole<Color>
    /// What text of a role has besides its colour.
    package var attributes: ByRole<Attributes>
    /// Whether lines and marks are drawn with ASCII characters.
    package var isASCII: Bool

    package init(
        name: String,
        summary: String,
        appearance: Appearance,
        colors: ByRole<Color>,
        attributes: ByRole<Attributes> = ByRole { _ in [] },
        isASCII: Bool = false,
    ) {
        self.name = name
        self.summary = summary
        self.appearance = appearance
        self.colors = colors
        self.attributes = attributes
        self.isASCII = isASCII
    }

    /// Whether it needs no colours: its attributes alone tell the roles apart.
    package var isColorless: Bool { Role.allCases.allSatisfy { colors[$0] == .terminal } }
}
