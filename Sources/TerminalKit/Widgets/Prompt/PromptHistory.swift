/// What was entered before, oldest first. A value: its owner keeps it across restarts.
package struct PromptHistory: Hashable, Sendable {
    package private(set) var entries: [String] = []
    package let limit: Int

    package init(_ entries: [String] = [], limit: Int = 1000) {
        precondition(limit > 0, "a history keeps something")
        self.limit = limit
        for entry in entries { add(entry) }
    }

    /// Nothing empty, and nothing twice in a row.
    package mutating func add(_ entry: String) {
        if entry.allSatisfy(\.isWhitespace) || entry == entries.last { return }
        entries.append(entry)
        if entries.count > limit { entries.removeFirst(entries.count - limit) }
    }

    /// The last entry before an index that begins in this way and is another text.
    func earlier(than index: Int, beginning prefix: String, not text: String) -> Int? {
        entries[..<min(index, entries.count)].lastIndex {
            $0.hasPrefix(prefix) && $0 != text
        }
    }

    func later(than index: Int, beginning prefix: String, not text: String) -> Int? {
        guard index + 1 < entries.count else { return nil }
        return entries[(index + 1)...].firstIndex { $0.hasPrefix(prefix) && $0 != text }
    }
}
