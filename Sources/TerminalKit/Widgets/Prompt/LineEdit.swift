/// What can be done to a line of text, besides typing into it.
package enum LineEdit: Hashable, Sendable, CaseIterable {
    case left, right
    case wordLeft, wordRight
    case start, end
    case deleteBack, deleteForward
    /// To the last space before the caret.
    case deleteBlankWordBack
    /// By letters and digits, so that a part of `INV-2026-0412` is a word.
    case deleteWordBack, deleteWordForward
    case deleteToStart, deleteToEnd

    /// The edit that a key stands for: the keys of shells and of other systems' text fields.
    package init?(_ press: KeyPress) {
        for (key, modifiers, edit) in Self.keys
        where key == press.key && modifiers == press.modifiers {
            self = edit
            return
        }
        return nil
    }

    /// The table of these keys.
    package static var keys: [(Key, Modifiers, LineEdit)] {
        [
            (.left, [], .left),
            (.right, [], .right),
            (.left, .control, .wordLeft),
            (.right, .control, .wordRight),
            (.character("b"), .alt, .wordLeft),
            (.character("f"), .alt, .wordRight),
            (.home, [], .start),
            (.end, [], .end),
            (.character("a"), .control, .start),
            (.character("e"), .control, .end),
            (.backspace, [], .deleteBack),
            (.delete, [], .deleteForward),
            (.character("w"), .control, .deleteBlankWordBack),
            (.backspace, .alt, .deleteWordBack),
            (.character("d"), .alt, .deleteWordForward),
            (.character("u"), .control, .deleteToStart),
            (.character("k"), .control, .deleteToEnd),
        ]
    }
}
