/// What a terminal told us: a key, a paste, the mouse, or that the window came or went.
package enum InputEvent: Hashable, Sendable {
    case key(KeyPress)
    /// Text that was pasted as a whole; it is never keys. `isCut` when it was too long to keep.
    case paste(String, isCut: Bool)
    case mouse(MouseEvent)
    case focus(isGained: Bool)
    /// The answer to the question whether the terminal has the mode of this number.
    case mode(Int, isAvailable: Bool)
}

/// A key and what was held with it.
package struct KeyPress: Hashable, Sendable {
    package let key: Key
    package let modifiers: Modifiers

    package init(_ key: Key, _ modifiers: Modifiers = []) {
        self.key = key
        self.modifiers = modifiers
    }
}

package enum Key: Hashable, Sendable {
    case character(Character)
    case enter, tab, backspace, escape
    case up, down, left, right
    case home, end, pageUp, pageDown, insert, delete
    case function(Int)
}

package struct Modifiers: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let shift = Modifiers(rawValue: 1)
    package static let alt = Modifiers(rawValue: 2)
    package static let control = Modifiers(rawValue: 4)

    /// The parameter of a control sequence: one more than the sum of the keys held. Keys that we
    /// have no name for (super, hyper, meta, locks) are left out.
    init(parameter: Int) {
        self.init(rawValue: UInt8(truncatingIfNeeded: max(parameter, 1) - 1) & 7)
    }
}

package struct MouseEvent: Hashable, Sendable {
    package enum Action: Hashable, Sendable {
        case press(Button)
        case release(Button)
        case drag(Button)
        case move
        case scrollUp, scrollDown
    }

    package enum Button: Hashable, Sendable {
        case left, middle, right
    }

    package let action: Action
    /// Counted from 0, as cells of a grid are.
    package let column: Int
    package let row: Int
    package let modifiers: Modifiers
}
