/// The title of a box: what is in it, and how much of it is shown.
package struct BoxTitle: Hashable, Sendable {
    /// The key that leads there.
    package var key: String?
    package var noun: String
    /// What narrows the list, without brackets.
    package var filter: String?
    package var count: String?

    package init(
        _ noun: String,
        key: String? = nil,
        filter: String? = nil,
        count: String? = nil,
    ) {
        self.noun = noun
        self.key = key
        self.filter = filter
        self.count = count
    }

    typealias Part = (text: VisibleText, style: Style)

    /// The title in at most so many cells, with a blank at each side; nothing where it would say
    /// nothing. That there is a filter is said for as long as possible, the count goes first.
    func parts(within columns: Int, _ profile: TextProfile, isFocused: Bool) -> [Part] {
        let full = parts(filter, count, profile, isFocused)
        let room = max(columns - 2, 0)
        var parts = full
        if Self.width(full) > room, let filter {
            let rest = Self.width(full) - VisibleText(filter, for: profile).width
            let cut = VisibleText(filter, upTo: max(room - rest, 4), for: profile)
            parts = self.parts(cut.text, count, profile, isFocused)
        }
        if Self.width(parts) > room {
            let mark = filter.map { _ in VisibleText.ellipsis(for: profile).text }
            parts = self.parts(mark, nil, profile, isFocused)
        }
        return Self.cut(parts, to: room, profile)
    }

    /// The cells that it takes, if it gets them.
    func width(_ profile: TextProfile) -> Int {
        Self.width(parts(filter, count, profile, false)) + 2
    }

    private func parts(
        _ filter: String?,
        _ count: String?,
        _ profile: TextProfile,
        _ isFocused: Bool,
    ) -> [Part] {
        let texts: [(String?, Style)] = [
            (key, .key),
            (noun, .title(isFocused: isFocused)),
            (filter.map { "(\($0))" }, .plain),
            (count, .quiet),
        ]
        return texts.compactMap { text, style in
            text.map { (VisibleText($0, upTo: Self.widest, for: profile), style) }
        }
    }

    private static let widest = 400

    private static func width(_ parts: [Part]) -> Int {
        parts.reduce(max(parts.count - 1, 0)) { $0 + $1.text.width }
    }

    /// What fits, the last part cut.
    private static func cut(_ parts: [Part], to room: Int, _ profile: TextProfile) -> [Part] {
        var left = room
        var kept: [Part] = []
        for part in parts where left > 0 {
            let text = part.text.cut(to: left)
            kept.append((text, part.style))
            left -= text.width + 1
        }
        return kept
    }
}
