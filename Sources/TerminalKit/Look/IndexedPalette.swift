/// The colours that all terminals with 256 of them share: a cube of 216 and 24 greys. The sixteen
/// in front of them are the user's own, so that nothing can be said of how they look.
enum IndexedPalette {
    static let indices: ClosedRange<UInt8> = 16...255

    static func color(_ index: UInt8) -> RGB {
        precondition(index >= 16, "the first sixteen colours are the terminal's, not known ones")
        if index >= 232 {
            let grey = 8 + 10 * (index - 232)
            return RGB(red: grey, green: grey, blue: grey)
        }
        let place = index - 16
        return RGB(
            red: level(place / 36),
            green: level(place / 6 % 6),
            blue: level(place % 6),
        )
    }

    /// Xterm's levels: evenly apart, but for the first step out of the dark.
    private static func level(_ step: UInt8) -> UInt8 { step == 0 ? 0 : 55 + 40 * step }

    /// The colour that looks most alike.
    static func nearest(to color: RGB) -> UInt8 {
        let wanted = color.lab
        var nearest = indices.lowerBound
        var least = Double.infinity
        for (offset, candidate) in labs.enumerated() {
            let distance = wanted.distance(to: candidate)
            if distance < least {
                least = distance
                nearest = indices.lowerBound + UInt8(offset)
            }
        }
        return nearest
    }

    private static let labs: [Lab] = indices.map { color($0).lab }
}
