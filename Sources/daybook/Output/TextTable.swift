import TerminalKit

/// Rows for people: aligned columns, cut to the terminal's width, nothing raw from data.
struct TextTable {
    struct Column {
        let title: String
        let alignment: TextAlignment
        /// The part that may be cut when the table is too wide; nil where every character counts.
        let smallestWidth: Int?
        /// Whether a terminal that is too narrow goes without it. The table then says so.
        let mayBeLeftOut: Bool

        init(
            _ title: String,
            _ alignment: TextAlignment = .left,
            cutTo smallest: Int? = nil,
            mayBeLeftOut: Bool = false,
        ) {
            self.title = title
            self.alignment = alignment
            smallestWidth = smallest
            self.mayBeLeftOut = mayBeLeftOut
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
    func text(width: Int?, hasTitles: Bool = true) -> String {
        let titles = columns.map { VisibleText($0.title, for: profile) }
        let layout = layout(titles, within: width)
        var text = hasTitles ? line(titles.map { ($0, .heading) }, layout) + "\n" : ""
        for row in rows { text += line(row, layout) + "\n" }
        let missing = columns.indices.filter { !layout.shown.contains($0) }.map {
            columns[$0].title
        }
        if !missing.isEmpty {
            let words = "(too narrow for: \(missing.joined(separator: ", ")))"
            text += toned(words, .quiet) + "\n"
        }
        return text
    }

    /// Which columns are shown, and how wide each is.
    private struct Layout {
        var shown: [Int]
        var widths: [Int]

        var totalWidth: Int {
            shown.reduce(TextTable.gap * (shown.count - 1)) { $0 + widths[$1] }
        }
    }

    private static let gap = 2

    /// Every column as wide as its widest cell. Where that is too wide, the columns that may be cut
    /// give way, the widest first; then those that may be left out, the last first.
    private func layout(_ titles: [VisibleText], within limit: Int?) -> Layout {
        let widths = columns.indices.map { column in
            rows.reduce(titles[column].width) { max($0, $1[column].text.width) }
        }
        let natural = Layout(shown: Array(columns.indices), widths: widths)
        guard let limit else { return natural }
        var layout = cut(natural, to: limit)
        while layout.totalWidth > limit,
            let surplus = layout.shown.last(where: { columns[$0].mayBeLeftOut })
        {
            layout.shown.removeAll { $0 == surplus }
            layout = cut(Layout(shown: layout.shown, widths: widths), to: limit)
        }
        return layout
    }

    private func cut(_ layout: Layout, to limit: Int) -> Layout {
        var layout = layout
        while layout.totalWidth > limit {
            let candidates = layout.shown.filter { column in
                columns[column].smallestWidth.map { layout.widths[column] > $0 } ?? false
            }
            guard let widest = candidates.max(by: { layout.widths[$0] < layout.widths[$1] })
            else { break }
            layout.widths[widest] -= 1
        }
        return layout
    }

    private func line(_ cells: [(text: VisibleText, tone: Tone)], _ layout: Layout) -> String {
        var line = ""
        // Blanks are owed until a word follows: nothing is padded behind the last one.
        var owed = 0
        for column in layout.shown {
            let text = cells[column].text.cut(to: layout.widths[column])
            let room = layout.widths[column] - text.width
            let isRight = columns[column].alignment == .right
            owed += isRight ? room : 0
            if text.width > 0 {
                line += String(repeating: " ", count: owed) + toned(text.text, cells[column].tone)
                owed = 0
            }
            owed += (isRight ? 0 : room) + Self.gap
        }
        return line
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
