package import TerminalKit

/// A sentence at the foot of the screen, for a while.
package struct Message: Hashable, Sendable {
    package let text: String
    package let tone: Tone
    /// When it goes away by itself; a problem stays until the next key.
    package let endsAt: Int?

    package init(_ text: String, _ tone: Tone, endsAt: Int? = nil) {
        self.text = text
        self.tone = tone
        self.endsAt = endsAt
    }
}
