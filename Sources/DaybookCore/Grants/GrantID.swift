// What lives in this folder: grants, and how usage burns them down. Credits in money and in units
// follow the same rules, so amounts have no currency here. What an account may use because of them
// lives in `Entitlements`.

/// The name of a grant. Names compare by their bytes: the burn order must not hang on a language.
package struct GrantID: Sendable {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }
}

extension GrantID: Hashable, Comparable, CustomStringConvertible {
    package static func == (one: GrantID, other: GrantID) -> Bool {
        one.text.utf8.elementsEqual(other.text.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }

    package static func < (one: GrantID, other: GrantID) -> Bool {
        one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
    }

    package var description: String { text }
}
