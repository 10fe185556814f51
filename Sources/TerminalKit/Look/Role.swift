/// What a colour says. A theme gives each role a colour; nothing else in the house names colours.
package enum Role: UInt8, Sendable, CaseIterable {
    /// Text as it is read.
    case primary
    /// What stands back: labels, units, borders, rows that wait.
    case secondary
    /// Where the focus is: the cursor's mark, the focused title, keys.
    case accent
    /// The ground of everything.
    case background
    /// The ground of what lies above: the cursor's row, bars, dialogs.
    case surface
    case good
    case warning
    case bad
}

extension Role {
    /// The roles that text is written in.
    package static var texts: [Role] { [.primary, .secondary, .accent, .good, .warning, .bad] }
    /// The roles that text is written on.
    package static var grounds: [Role] { [.background, .surface] }

    /// What themes call it.
    package var name: String { "\(self)" }

    var isGround: Bool {
        switch self {
        case .background, .surface: true
        case .primary, .secondary, .accent, .good, .warning, .bad: false
        }
    }
}
