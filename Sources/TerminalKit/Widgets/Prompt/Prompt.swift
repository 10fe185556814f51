/// A line to type into, with a label before it: history, completion, a message behind it.
///
/// The value is what was typed or pasted; what of it must not reach a screen is shown as marks.
package struct Prompt: Widget {
    /// What must follow a key.
    package enum Answer: Hashable, Sendable {
        /// Only the looks have changed.
        case stays
        /// The text has changed: what follows it must follow, and new completions may be offered.
        case changed
        /// A completion is being tried, or was taken back: the text has changed, but nothing new
        /// is to be offered for it.
        case completed
        case submitted(String)
        case cancelled
        /// The key means nothing here.
        case ignored
    }

    package var label: String
    /// What is shown in an empty prompt, as an example or as a hint.
    package var placeholder = ""
    /// What the owner says about the text: how much it finds, or what is wrong with it.
    package var message: StyledSpan?
    package var history: PromptHistory

    var editor: LineEditor
    private(set) var completions: CompletionList?
    private var browsing: Browsing?
    /// Whether something had no room; told until the next key.
    private var isFull = false

    /// A walk through the history.
    private struct Browsing: Hashable, Sendable {
        /// What was typed before it.
        let draft: String
        let prefix: String
        var index: Int
    }

    package init(
        _ label: String,
        text: String = "",
        history: PromptHistory = PromptHistory(),
        limit: Int = 1000,
    ) {
        self.label = label
        self.history = history
        editor = LineEditor(text, limit: limit)
    }

    package var text: String { editor.text }

    /// Replaces the text; the caret stands behind it.
    package mutating func replace(_ text: String) {
        editor.clear()
        forget()
        isFull = !editor.insert(text)
    }

    /// What is shown behind the prompt: that it is full, else the owner's message.
    var shownMessage: StyledSpan? {
        guard isFull else { return message }
        let limit = CountText.grouped(editor.limit)
        return StyledSpan("full: at most \(limit) characters", Style(.warning))
    }

    // MARK: Keys

    package mutating func answer(_ press: KeyPress) -> Answer {
        isFull = false
        switch (press.key, press.modifiers) {
        case (.enter, []):
            forget()
            history.add(text)
            return .submitted(text)
        case (.escape, []):
            return answerEscape()
        case (.tab, []):
            return complete(1)
        case (.tab, .shift):
            return complete(-1)
        case (.up, []):
            return browse(-1)
        case (.down, []):
            return browse(1)
        case (.character(let character), []), (.character(let character), .shift):
            return type(String(character))
        case _:
            guard let edit = LineEdit(press) else { return .ignored }
            return follow { $0.perform(edit) }
        }
    }

    /// Takes pasted text. Its line breaks become spaces, as the prompt has one line, and those at
    /// its end are left out, as they come with copying a line.
    package mutating func paste(_ text: String) -> Answer {
        isFull = false
        // Twice of what has room is enough to know that it has none.
        let part = String(text.unicodeScalars.prefix(2 * editor.limit + 16))
        let lines = part.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let end = lines.lastIndex { !$0.isEmpty } ?? 0
        return type(lines.prefix(end + 1).joined(separator: " "))
    }

    private mutating func type(_ text: String) -> Answer {
        var fits = true
        let answer = follow { fits = $0.insert(text) }
        isFull = !fits
        return answer
    }

    /// Edits the text; what belonged to the text before is over.
    private mutating func follow(_ edit: (inout LineEditor) -> Void) -> Answer {
        let before = editor.characters
        edit(&editor)
        forget()
        return isSame(before) ? .stays : .changed
    }

    /// Whether the text is the same, also in how its characters are written.
    private func isSame(_ before: [Character]) -> Bool {
        editor.text.utf8.elementsEqual(String(before).utf8)
    }

    private mutating func forget() {
        completions = nil
        browsing = nil
    }

    /// Escape leaves a list before it leaves the prompt, and puts back what was typed.
    private mutating func answerEscape() -> Answer {
        guard let list = completions else {
            forget()
            return .cancelled
        }
        let answer = follow {
            guard list.tried != nil else { return }
            $0.replace(last: $0.caret - list.start, by: String(list.word))
        }
        return answer == .changed ? .completed : answer
    }

    // MARK: History

    private mutating func browse(_ step: Int) -> Answer {
        let prefix = editor.textBeforeCaret
        let walk =
            browsing ?? Browsing(draft: text, prefix: prefix, index: history.entries.count)
        let found =
            step < 0
            ? history.earlier(than: walk.index, beginning: walk.prefix, not: text)
            : history.later(than: walk.index, beginning: walk.prefix, not: text)
        // Beyond the last entry is what was typed; before the first one there is nothing.
        guard found != nil || step > 0 && browsing != nil else { return .stays }
        let entry = found.map { history.entries[$0] } ?? walk.draft
        let answer = follow {
            $0.clear()
            $0.insert(entry)
        }
        if let found {
            browsing = Browsing(draft: walk.draft, prefix: walk.prefix, index: found)
        }
        return answer
    }

    // MARK: Completion

    /// The word that completions are for, unless the owner knows better: up to the last space.
    package var wordBeforeCaret: String { editor.wordBeforeCaret }
    package var textBeforeCaret: String { editor.textBeforeCaret }

    /// Offers candidates in the place of so many characters before the caret, or of the word
    /// there. While one is being tried, others would be about a text that nobody typed: they are
    /// left out.
    package mutating func offer(_ candidates: [Completion], replacing count: Int? = nil) {
        if completions?.tried != nil { return }
        let length = min(max(count ?? wordBeforeCaret.count, 0), editor.caret)
        let start = editor.caret - length
        let word = Array(editor.characters[start..<editor.caret])
        // What is there already needs no list.
        let isDone = candidates.allSatisfy { Array($0.text) == word }
        completions = isDone ? nil : CompletionList(candidates, for: word, at: start)
    }

    package var isCompleting: Bool { completions != nil }
    /// Whether a text of the history stands in the place of what was typed.
    package var isBrowsing: Bool { browsing != nil }

    /// First what all candidates share, then one after the other.
    private mutating func complete(_ step: Int) -> Answer {
        guard var list = completions else { return .ignored }
        let start = list.start
        if list.tried == nil && step > 0 {
            let only = list.candidates.count == 1 ? list.candidates[0].text : nil
            if let text = only ?? list.commonPrefix {
                return follow { $0.replace(last: $0.caret - start, by: text) }
            }
        }
        let text = list.tryNext(step)
        let isRoom = editor.replace(last: editor.caret - start, by: text)
        isFull = !isRoom
        browsing = nil
        completions = list
        return .completed
    }
}
