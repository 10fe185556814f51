/// Who changes the ledger, when, through what, and what is done: the head of a journal entry.
package struct Act: Hashable, Sendable {
    /// The name under which somebody acts.
    package let actor: String
    package let at: Instant
    package let cause: Cause
    /// The noun and the verb of the trade: `customer.update`.
    package let action: String

    /// Through what a change comes about.
    package enum Cause: String, CaseIterable, Sendable {
        case console, command, run, sync, workflow, `import`
        /// It takes back what another act did, or does again what was taken back.
        case undo, redo
        /// It was not done: whoever wanted to may not. The entry tells of the refusal.
        case refused
    }

    package init(actor: String, at: Instant, cause: Cause, action: String) {
        precondition(Self.isAction(action), "an action is a noun and a verb: `customer.update`")
        self.actor = actor
        self.at = at
        self.cause = cause
        self.action = action
    }

    /// An act that was written down before; nil when its action is none.
    package init?(actor: String, at: Instant, cause: Cause, storedAction action: String) {
        guard Self.isAction(action) else { return nil }
        self.init(actor: actor, at: at, cause: cause, action: action)
    }

    /// Small letters in two or more words, parted by points; a word may have hyphens.
    private static func isAction(_ text: String) -> Bool {
        let words = text.utf8.split(
            separator: UInt8(ascii: "."),
            omittingEmptySubsequences: false,
        )
        return words.count > 1
            && words.allSatisfy { word in
                !word.isEmpty
                    && word.allSatisfy { byte in
                        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                            || byte == UInt8(ascii: "-")
                    }
            }
    }
}
