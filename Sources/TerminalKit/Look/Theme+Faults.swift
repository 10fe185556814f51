extension Theme {
    /// What of it cannot be read or told apart. Only known colours can be judged: the terminal's
    /// own and its sixteen are its user's choice.
    package var faults: [ThemeFault] {
        contrastFaults + statesAlike
    }

    // MARK: - Contrast

    /// Each text on each ground, in full colour and where a terminal has 256.
    private var contrastFaults: [ThemeFault] {
        let exact = colors.map(\.rgb)
        let indexed = exact.map { rgb in
            rgb.map { IndexedPalette.color(IndexedPalette.nearest(to: $0)) }
        }
        return Role.texts.flatMap { text in
            Role.grounds.compactMap { ground in
                contrastFault(text, ground, exact, depth: "")
                    ?? contrastFault(text, ground, indexed, depth: " in 256 colours")
            }
        }
    }

    private func contrastFault(
        _ text: Role,
        _ ground: Role,
        _ colors: ByRole<RGB?>,
        depth: String,
    ) -> ThemeFault? {
        guard let one = colors[text], let other = colors[ground] else { return nil }
        let ratio = Contrast.ratio(one, other)
        // What WCAG 2 asks of text (AA), and of large text where it stands back.
        let (least, leastText) = text == .secondary ? (3.0, "3") : (4.5, "4.5")
        if ratio >= least { return nil }
        return ThemeFault(
            role: text,
            other: ground,
            found:
                "\(text.name) on \(ground.name) with a contrast of \(Self.decimal(ratio))\(depth)",
            expected: "\(leastText) or more",
        )
    }

    /// Two places, rounded down: what is just too little must not read as enough.
    private static func decimal(_ number: Double) -> String {
        let hundredths = Int(number * 100)
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    // MARK: - States

    /// The roles that stand beside one another and must say different things.
    private var statesAlike: [ThemeFault] {
        let roles: [Role] = [.primary, .accent, .good, .warning, .bad]
        return roles.indices.flatMap { index in
            roles[(index + 1)...].compactMap { alike($0, roles[index]) }
        }
    }

    private func alike(_ role: Role, _ other: Role) -> ThemeFault? {
        if let one = colors[role].rgb, let two = colors[other].rgb {
            let distance = one.lab.straightDistance(to: two.lab)
            if distance >= 20 { return nil }
            return ThemeFault(
                role: role,
                other: other,
                found: "\(role.name) and \(other.name) at a distance of \(Self.decimal(distance))",
                expected: "20 or more (CIE76)",
            )
        }
        if colors[role] != colors[other] || attributes[role] != attributes[other] { return nil }
        return ThemeFault(
            role: role,
            other: other,
            found: "\(role.name) and \(other.name) in one colour with the same attributes",
            expected: "a difference",
        )
    }
}
