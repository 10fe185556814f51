import TerminalKit

/// A part of a record laid out in lines of one width.
struct DetailLines {
    private(set) var lines: [[Piece]] = []
    private let width: Int
    private let profile: TextProfile

    /// A text at a column of its line.
    struct Piece {
        let column: Int
        let text: VisibleText
        let style: Style
    }

    /// A record is read, not searched: nobody scrolls through more.
    private static let mostLines = 10_000

    init(_ part: DetailPart, width: Int, profile: TextProfile) {
        self.width = max(1, width)
        self.profile = profile
        for block in part.blocks where lines.count < Self.mostLines {
            if !lines.isEmpty { lines.append([]) }
            add(block)
        }
    }

    private mutating func add(_ block: DetailBlock) {
        switch block {
        case .heading(let text):
            add(text, Style(.primary, on: .background, .bold))
        case .text(let text, let tone):
            add(text, Style(tone))
        case .facts(let facts):
            add(facts)
        case .table(let columns, let rows):
            add(columns, rows)
        }
    }

    private mutating func add(_ text: String, _ style: Style) {
        for line in wrapped(text, to: width) {
            lines.append([Piece(column: 0, text: line, style: style)])
        }
    }

    /// Labels to the left, values below one another; a long value takes several lines.
    private mutating func add(_ facts: [DetailFact]) {
        let labels = facts.map { VisibleText($0.label, upTo: width, for: profile) }
        let indent = min((labels.map(\.width).max() ?? 0) + 2, width / 2)
        for (fact, label) in zip(facts, labels) {
            var pieces = [Piece(column: 0, text: label.cut(to: indent), style: .quiet)]
            for line in wrapped(fact.value, to: width - indent) {
                pieces.append(Piece(column: indent, text: line, style: Style(fact.tone)))
                lines.append(pieces)
                pieces = []
            }
            if !pieces.isEmpty { lines.append(pieces) }
        }
    }

    private mutating func add(_ columns: [ListColumn], _ rows: [ListRow]) {
        let table = RowLayout(columns, rows, width: width, profile: profile)
        lines.append(
            table.titles.map { Piece(column: $0.column, text: $0.text, style: .quiet) }
        )
        for row in rows {
            lines.append(
                table.cells(of: row).map {
                    Piece(column: $0.column, text: $0.text, style: Style($0.tone))
                }
            )
        }
    }

    private func wrapped(_ raw: String, to columns: Int) -> [VisibleText] {
        VisibleText(raw, upTo: max(1, columns) * Self.mostLines, for: profile)
            .wrapped(to: max(1, columns))
    }
}
