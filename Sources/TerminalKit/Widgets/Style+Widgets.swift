/// What the looks of widgets have in common. Each of them also shows without colour: by an
/// attribute, a sign or a word.
extension Style {
    /// Lines around what has the focus, and around what has not.
    static func line(isFocused: Bool) -> Style {
        Style(isFocused ? .accent : .secondary)
    }

    static func title(isFocused: Bool) -> Style {
        isFocused ? Style(.accent, .bold) : .plain
    }

    /// A key that can be pressed.
    static var key: Style { Style(.accent) }

    /// The row that the cursor is on.
    static func cursorRow(isFocused: Bool) -> Style {
        Style(.primary, on: .surface, isFocused ? .bold : [])
    }

    /// The same on a raised ground. What is lifted from the ordinary ground is sunk there, so
    /// that a cursor's row stays apart from both.
    func raised() -> Style {
        switch ground {
        case .background: on(.surface)
        case .surface: on(.background)
        case .primary, .secondary, .accent, .good, .warning, .bad: self
        }
    }

    private init(_ text: Role, _ attributes: Attributes) {
        self.init(text, on: .background, attributes)
    }
}

extension Grid {
    /// Turns an area that was drawn on the ordinary ground into one that lies above.
    mutating func raise(_ area: Area) {
        restyle(area) { $0.raised() }
    }
}
