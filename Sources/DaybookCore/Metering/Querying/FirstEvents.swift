/// Tells the first event of an identity from those that repeat it. An event is identified by its
/// source and id; its type, subject, time and data are no part of that.
package struct FirstEvents: Sendable {
    private struct Identity: Hashable {
        let source: ExactText
        let id: ExactText
    }

    private var seen: Set<Identity> = []

    package init() {}

    /// Whether no event of this identity came before; from now on, one did.
    package mutating func isFirst(source: String, id: String) -> Bool {
        seen.insert(Identity(source: ExactText(source), id: ExactText(id))).inserted
    }
}
