/// The inks of all styles under one theme on one kind of terminal: made once, then looked up.
package struct Inks: Sendable {
    private let inks: [Ink]

    package init(_ theme: Theme, _ depth: ColorDepth) {
        // Where there are no colours, a theme that relies on them says nothing.
        let theme = depth == .none && !theme.isColorless ? .mono : theme
        let paints = Paints(theme, depth)
        var inks: [Ink] = []
        inks.reserveCapacity(Role.allCases.count * Role.allCases.count * Self.attributeSets)
        for text in Role.allCases {
            for ground in Role.allCases {
                let pair = PaintPair(text, on: ground, paints)
                let textParameters = pair.text.textParameters
                let groundParameters = pair.ground.groundParameters
                for rawValue in 0..<UInt8(Self.attributeSets) {
                    // Two who ask for reversal ask for one; a reversed ground turns it back, so
                    // that the text stands out on it as well.
                    var attributes = paints.attributes[text]
                        .union(Attributes(rawValue: rawValue))
                    if pair.isReversed { attributes.formSymmetricDifference(.reverse) }
                    inks.append(
                        Ink(
                            text: textParameters,
                            ground: groundParameters,
                            attributes: attributes,
                        )
                    )
                }
            }
        }
        self.inks = inks
    }

    private static var attributeSets: Int { 16 }

    package func ink(for style: Style) -> Ink {
        let pair = Int(style.text.rawValue) * 8 + Int(style.ground.rawValue)
        return inks[pair * 16 + Int(style.attributes.rawValue & 15)]
    }
}
