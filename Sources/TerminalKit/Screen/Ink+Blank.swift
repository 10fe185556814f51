extension Ink {
    /// Whether a blank in it shows nothing but its ground.
    var isGroundOnly: Bool { attributes.isDisjoint(with: [.underline, .reverse]) }
}
