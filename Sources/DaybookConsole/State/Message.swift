package import TerminalKit

/// A sentence at the foot of the screen. A problem stays until the next key, anything else until
/// the next command.
package struct Message: Hashable, Sendable {
    package let text: String
    package let tone: Tone

    package init(_ text: String, _ tone: Tone) {
        self.text = text
        self.tone = tone
    }
}
