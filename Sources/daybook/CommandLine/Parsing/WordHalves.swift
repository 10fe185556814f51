/// A word of two halves, as `name=value`.
struct WordHalves {
    let first: String
    /// Nil where the sign does not occur.
    let second: String?

    /// Parts at the first sign, byte by byte: a mark at the beginning of the value would join with
    /// the sign to one letter, which is no sign.
    init(_ word: some StringProtocol, at sign: Unicode.Scalar = "=") {
        let scalars = String(word).unicodeScalars
        guard let place = scalars.firstIndex(of: sign) else {
            (first, second) = (String(word), nil)
            return
        }
        first = String(scalars[..<place])
        second = String(scalars[scalars.index(after: place)...])
    }
}
