/// Where somebody wants to go in a list or a text.
package enum Movement: Hashable, Sendable {
    case up, down
    case pageUp, pageDown
    case first, last
    /// So many rows on, or back: the wheel.
    case by(Int)
}
