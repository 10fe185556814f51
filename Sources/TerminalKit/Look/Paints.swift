/// The roles of a theme as one kind of terminal shows them.
struct Paints: Sendable {
    private(set) var paints: ByRole<Paint>
    /// What stands in for a colour that there is not.
    private(set) var attributes: ByRole<Attributes>

    init(_ theme: Theme, _ depth: ColorDepth) {
        attributes = theme.attributes
        switch depth {
        case .none: paints = ByRole { $0.isGround ? .ownGround : .ownText }
        case .truecolor: paints = ByRole { Self.exact(theme.colors[$0], $0) { .rgb($0) } }
        case .indexed:
            paints = ByRole { role in
                Self.exact(theme.colors[role], role) { .indexed(IndexedPalette.nearest(to: $0)) }
            }
        case .sixteen:
            paints = ByRole { Self.chosen($0, theme) }
        case .eight:
            paints = ByRole { Self.chosen($0, theme) }
            for role in Role.allCases { makeDull(role) }
        }
    }

    /// Whether the surface looks like the background. Then it is shown by reversal: it lies under
    /// the cursor's row, which must be seen.
    var hidesSurface: Bool { paints[.surface] == paints[.background] }

    private static func exact(_ color: Color, _ role: Role, _ paint: (RGB) -> Paint) -> Paint {
        switch color {
        case .terminal: role.isGround ? .ownGround : .ownText
        case .ansi(let number): .ansi(number)
        case .rgb(let rgb): paint(rgb)
        }
    }
}

// MARK: - Sixteen and eight

extension Paints {
    /// The nearest of a palette that its user has chosen cannot be known, and would be useless if
    /// it were: two roles may come out alike. So each role has a colour that says what it says.
    private static func chosen(_ role: Role, _ theme: Theme) -> Paint {
        exact(theme.colors[role], role) { _ in
            switch role {
            case .primary: primary(theme)
            case .background: ground(theme)
            // The same as the background, hence reversed.
            case .surface: exact(theme.colors[.background], .background) { _ in ground(theme) }
            case .secondary: theme.appearance == .dark ? .ansi(7) : .ansi(8)
            case .accent: hue(6, theme)
            case .good: hue(2, theme)
            case .warning: hue(3, theme)
            case .bad: hue(1, theme)
            }
        }
    }

    /// Bright on dark grounds and dark on bright ones.
    private static func hue(_ number: UInt8, _ theme: Theme) -> Paint {
        switch theme.appearance {
        case .dark: .ansi(number + 8)
        case .light, .terminal: .ansi(number)
        }
    }

    /// Hues that can be read on a dark ground cannot on a bright one: the ground comes with them.
    private static func ground(_ theme: Theme) -> Paint {
        switch theme.appearance {
        case .dark: .ansi(0)
        case .light: .ansi(15)
        case .terminal: .ownGround
        }
    }

    /// The terminal's own text fits its own ground, but not one that the theme has named.
    private static func primary(_ theme: Theme) -> Paint {
        switch theme.colors[.background] {
        case .terminal: return .ownText
        case .ansi, .rgb: break
        }
        switch theme.appearance {
        case .dark: return .ansi(15)
        case .light: return .ansi(0)
        case .terminal: return .ownText
        }
    }

    /// Where there are no bright colours, bold stands for bright; and dim for the bright black,
    /// because black might not be seen at all. Roles come in their order: primary and background
    /// are settled when others fall back on them.
    private mutating func makeDull(_ role: Role) {
        guard case .ansi(let number) = paints[role] else { return }
        if role == .secondary && number < 8 && paints[role] == paints[.primary] {
            attributes[role].insert(.dim)
        }
        guard number >= 8 else { return }
        if role == .surface && number == 8 {
            paints[role] = paints[.background]
        } else if role.isGround || role == .primary {
            // Bold is kept for what stands out.
            paints[role] = .ansi(number - 8)
        } else if number == 8 {
            paints[role] = paints[.primary]
            attributes[role].insert(.dim)
        } else {
            paints[role] = .ansi(number - 8)
            attributes[role].insert(.bold)
        }
    }
}
