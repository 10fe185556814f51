/// What a text and its ground are shown in, so that the text can be seen whatever the roles are.
struct PaintPair: Sendable {
    private(set) var text: Paint
    private(set) var ground: Paint
    /// Whether the terminal exchanges the two.
    private(set) var isReversed: Bool

    init(_ text: Role, on ground: Role, _ paints: Paints) {
        self.ground = paints.paints[ground]
        self.text = Self.seen(paints.paints[text], on: self.ground, paints)
        isReversed = ground == .surface && paints.hidesSurface
        // A terminal shows its own ground as a text, or its own text as a ground, in one way only.
        if self.text == .ownGround || self.ground == .ownText {
            swap(&self.text, &self.ground)
            isReversed.toggle()
        }
    }

    /// The paint for a text, or another where it would vanish in its ground.
    private static func seen(_ text: Paint, on ground: Paint, _ paints: Paints) -> Paint {
        let candidates = [text, paints.paints[.primary], paints.paints[.background], .ownText]
        return candidates.first { $0 != ground } ?? .ownGround
    }
}
