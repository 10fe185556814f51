/// A message of one line that comes and goes; its owner decides when. It stands at the right of
/// its area and leaves what lies before it.
package struct Toast: Widget {
    package var message: String
    package var tone: Tone

    package init(_ message: String, _ tone: Tone = .note) {
        self.message = message
        self.tone = tone
    }

    /// The cells that it takes of so many.
    package func width(within columns: Int, _ profile: TextProfile) -> Int {
        text(within: columns, profile).width
    }

    package func draw(
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        isFocused: Bool,
    ) {
        let text = text(within: area.columns, profile)
        let column = area.endColumn - text.width
        grid.write(text, column: column, row: area.row, in: area, tone.style)
        // The word tells the tone: it is what must be seen first.
        let word = Area(
            column: column,
            row: area.row,
            columns: tone.word.map(\.utf8.count) ?? 0,
            rows: 1,
        )
        grid.restyle(word.intersection(area)) { $0.with(.bold) }
    }

    private func text(within columns: Int, _ profile: TextProfile) -> VisibleText {
        let words = [tone.word, message].compactMap(\.self)
        return VisibleText(words.joined(separator: " "), upTo: columns, for: profile)
    }
}
