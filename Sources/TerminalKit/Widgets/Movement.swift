/// A movement through what is longer than its window: a list, a text, a table.
package enum Movement: Hashable, Sendable {
    case up, down
    case pageUp, pageDown
    case first, last
    /// So many rows down, or up where negative: the wheel.
    case by(Int)

    /// The movement of an arrow or a page key, where these cannot be given another meaning.
    package init?(_ press: KeyPress) {
        guard press.modifiers.isEmpty else { return nil }
        switch press.key {
        case .up: self = .up
        case .down: self = .down
        case .pageUp: self = .pageUp
        case .pageDown: self = .pageDown
        case .home: self = .first
        case .end: self = .last
        case .character, .enter, .tab, .backspace, .escape, .left, .right, .insert, .delete,
            .function:
            return nil
        }
    }
}
