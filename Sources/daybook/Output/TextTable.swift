import TerminalKit

/// Rows for people: aligned columns, cut to the terminal's width, nothing raw from data.
struct TextTable {
    struct Column {
        let title: String
        let alignment: TextAlignment
        /// The part that may be cut when the table is too wide; nil where every character counts.
        let smallestWidth: Int?

        init(_ title: String, _ alignment: TextAlignment = .left, cutTo smallest: Int? = nil) {
            self.title = title
            self.alignment = alignment
            smallestWidth = smallest
        }
    }

    /// A cell and the tone in which it is shown where there are colours.
    struct Cell {
        let text: String
        let tone: Tone

        init(_ text: String, _ tone: Tone = .plain) {
            self.text = text
            self.tone = tone
        }
    }

    /// What a colour would say; the text says it as well.
    enum Tone {
        case plain, quiet, good, warning, bad, heading
    }

    private let columns: [Column]
    private let profile: TextProfile
    private let usesColor: Bool
    private var rows: [[(text: VisibleText, tone: Tone)]] = []

    init(_ columns: [Column], profile: TextProfile, usesColor: Bool) {
        self.columns = columns
        self.profile = profile
        self.usesColor = usesColor
    }

    /// Longer texts are not read to their end.
    private static let widestCell = 400

    mutating func add(_ cells: [Cell]) {
        precondition(cells.count == columns.count, "a row has a cell for each column")
        rows.append(
            cells.map { (VisibleText($0.text, upTo: Self.widestCell, for: profile), $0.tone) }
        )
    }

    /// The whole table; `width` is the terminal's, or nil where nothing has to fit.
    func text(width: Int?) -> String {
        let titles = columns.map { VisibleText($0.title, for: profile) }
        let widths = columnWidths(titles, within: width)
        var lines = [line(titles.map { ($0, .heading) }, widths)]
        for row in rows { lines.append(line(row, widths)) }
        return lines.map { $0 + "\n" }.joined()
    }

    private static let gap = 2

    /// Every column as wide as its widest cell; where that is too wide, the columns that may be
    /// cut give way, the widest first.
    private func columnWidths(_ titles: [VisibleText], within limit: Int?) -> [Int] {
        var widths = columns.indices.map { column in
            rows.reduce(titles[column].width) { max($0, $1[column].text.width) }
        }
        guard let limit else { return widths }
        let gaps = Self.gap * (columns.count - 1)
        while widths.reduce(gaps, +) > limit {
            let candidates = columns.indices.filter { column in
                columns[column].smallestWidth.map { widths[column] > $0 } ?? false
            }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
        }
        return widths
    }

    private func line(_ cells: [(text: VisibleText, tone: Tone)], _ widths: [Int]) -> String {
        var line = ""
        for (index, cell) in cells.enumerated() {
            let isLast = index == cells.count - 1
            let fitted = cell.text.fitted(to: widths[index], columns[index].alignment).text
            // Nothing is padded behind the last word of a line.
            let shown = isLast ? String(fitted.trimmedRight) : fitted
            line += toned(shown, cell.tone)
            if !isLast { line += String(repeating: " ", count: Self.gap) }
        }
        return line.contains("\u{1b}") ? line : String(line.trimmedRight)
    }

    private func toned(_ text: String, _ tone: Tone) -> String {
        guard usesColor else { return text }
        let code: String? =
            switch tone {
            case .plain: nil
            case .quiet: "2"
            case .good: "32"
            case .warning: "33"
            case .bad: "31"
            case .heading: "1"
            }
        return code.map { "\u{1b}[\($0)m\(text)\u{1b}[0m" } ?? text
    }
}

extension String {
    fileprivate var trimmedRight: Substring {
        self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)]
    }
}
