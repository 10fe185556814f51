import DaybookCore
import TerminalKit

/// The filter while it is typed: the list follows each key.
package struct FilterPrompt: Sendable {
    var prompt: Prompt
    /// What held before, for Esc.
    let before: WordFilter

    init(_ filter: WordFilter) {
        prompt = Prompt("/", text: filter.text, limit: 200)
        prompt.placeholder = "words that the records have, in any order"
        before = filter
    }
}
