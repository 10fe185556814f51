/// Plain text in lines of a given width: paragraphs, hanging indents and two-column lists.
///
/// It measures in characters: its texts are the program's own words, not data.
struct TextLayout {
    /// Below this width nothing can be aligned any more; the text then is wider than asked for.
    private static let leastWidth = 32

    let width: Int
    private(set) var lines: [String] = []

    init(width: Int) {
        self.width = max(width, TextLayout.leastWidth)
    }

    var text: String { lines.joined(separator: "\n") + "\n" }

    /// An empty line, unless there is one already.
    mutating func blank() {
        if lines.last?.isEmpty == false { lines.append("") }
    }

    /// A line as it is.
    mutating func line(_ text: String) {
        lines.append(text)
    }

    /// Words wrapped at the width; every line but the first begins `hanging` columns further in.
    mutating func wrapped(_ text: String, indent: Int = 0, hanging: Int = 0) {
        lines += TextLayout.wrap(text, width: width, indent: indent, hanging: hanging)
    }

    /// Paragraphs parted by empty lines, with an empty line before the first.
    mutating func paragraphs(_ text: String) {
        for paragraph in TextLayout.paragraphs(of: text) {
            blank()
            wrapped(paragraph)
        }
    }

    /// A title and below it two columns: terms, and what they mean. Nothing for no rows.
    mutating func list(_ title: String, _ rows: [(term: String, meaning: String)], column: Int) {
        if rows.isEmpty { return }
        blank()
        line(title)
        for row in rows {
            let term = "  \(row.term)"
            let meaning = TextLayout.wrap(row.meaning, width: width, indent: column, hanging: 0)
            // A term that would touch its meaning gets a line of its own.
            if term.count + 2 > column || meaning.isEmpty {
                lines.append(term)
                lines += meaning
                continue
            }
            let gap = String(repeating: " ", count: column - term.count)
            lines.append(term + gap + meaning[0].dropFirst(column))
            lines += meaning.dropFirst()
        }
    }

    /// Where the meanings of these terms begin: two columns after the longest term, but never so
    /// far right that no room is left.
    func column(for terms: [String]) -> Int {
        let longest = terms.map(\.count).max() ?? 0
        return min(longest + 4, max(width / 3, 12))
    }

    /// The paragraphs of a text. A single line break within one only is where the source broke it.
    static func paragraphs(of text: String) -> [String] {
        var paragraphs: [String] = []
        var current: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if !line.isEmpty {
                current.append(line)
                continue
            }
            if !current.isEmpty { paragraphs.append(current.joined(separator: " ")) }
            current = []
        }
        if !current.isEmpty { paragraphs.append(current.joined(separator: " ")) }
        return paragraphs
    }

    /// The lines of a text at a width. A word that is longer than a line stands alone on its own.
    static func wrap(
        _ text: String,
        width: Int,
        indent: Int = 0,
        hanging: Int = 0,
    ) -> [String] {
        var lines: [String] = []
        var line = String(repeating: " ", count: indent)
        var isEmpty = true
        for word in text.split(separator: " ") {
            if !isEmpty && line.count + 1 + word.count > width {
                lines.append(line)
                line = String(repeating: " ", count: indent + hanging)
                isEmpty = true
            }
            line += isEmpty ? String(word) : " \(word)"
            isEmpty = false
        }
        if !isEmpty { lines.append(line) }
        return lines
    }
}
