package import DaybookCore
package import TerminalKit

/// The filter while it is typed: the list follows each key.
package struct FilterPrompt: Sendable {
    package var prompt: Prompt
    /// What held before, for Esc.
    package let before: WordFilter
}
