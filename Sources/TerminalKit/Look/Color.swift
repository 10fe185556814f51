/// A colour as a theme names it.
package enum Color: Hashable, Sendable {
    /// The terminal's own text or ground.
    case terminal
    /// One of the terminal's sixteen, which its user has chosen: 0 to 15 in the order of ANSI.
    case ansi(UInt8)
    case rgb(red: UInt8, green: UInt8, blue: UInt8)
}
