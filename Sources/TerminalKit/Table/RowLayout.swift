/// Rows of a table laid out in one width: where each cell stands and what of it is seen.
package struct RowLayout {
    package struct Placed {
        package let column: Int
        package let text: VisibleText
        package let tone: Role
    }

    private let columns: [ListColumn]
    private let widths: ColumnWidths
    private let profile: TextProfile
    private let fitting: [(index: Int, width: Int)]

    private static let gap = 2

    /// A few rows, all of which are at hand.
    package init(
        _ columns: [ListColumn],
        _ rows: [ListRow],
        width: Int,
        profile: TextProfile,
    ) {
        var widths = ColumnWidths(columns)
        widths.take(rows, columns, profile)
        self.init(columns, widths, width: width, profile: profile)
    }

    init(_ columns: [ListColumn], _ widths: ColumnWidths, width: Int, profile: TextProfile) {
        self.columns = columns
        self.widths = widths
        self.profile = profile
        fitting = widths.fit(columns, into: width, gap: Self.gap)
    }

    package var titles: [Placed] {
        var column = 0
        return fitting.map { index, width in
            defer { column += width + Self.gap }
            let title = VisibleText(columns[index].title, upTo: width, for: profile)
            let isRight = columns[index].alignment != .left
            return Placed(
                column: isRight ? column + width - title.width : column,
                text: title,
                tone: .secondary,
            )
        }
    }

    package func cells(of row: ListRow) -> [Placed] {
        var column = 0
        return fitting.compactMap { index, width in
            defer { column += width + Self.gap }
            guard index < row.cells.count else { return nil }
            let cell = row.cells[index]
            return Placed(column: column, text: text(cell.text, index, width), tone: cell.tone)
        }
    }

    /// Where the title of a column stands and how wide it is, for the arrow of its sorting.
    func titlePlace(of index: Int) -> (start: Int, end: Int, isRight: Bool)? {
        guard let shown = fitting.firstIndex(where: { $0.index == index }) else { return nil }
        let title = titles[shown]
        let isRight = columns[index].alignment != .left
        return (title.column, title.column + title.text.width, isRight)
    }

    /// The text in the cells of its column.
    private func text(_ raw: String, _ index: Int, _ width: Int) -> VisibleText {
        let column = columns[index]
        switch column.alignment {
        case .left:
            if column.cutAt == .end { return VisibleText(raw, upTo: width, for: profile) }
            return VisibleText(raw, upTo: max(width, 200), for: profile)
                .cut(to: width, at: column.cutAt)
        case .right, .decimal:
            let text = VisibleText(raw, upTo: width + 1, for: profile)
            // No digit of a number is left out: signs stand for the whole of it.
            if text.width > width {
                return VisibleText(String(repeating: "#", count: width), for: profile)
            }
            let missing =
                column.alignment == .right
                ? 0 : widths.fractions[index] - DecimalText.fractionWidth(raw)
            let spare = min(max(0, missing), width - text.width)
            return text.padded(to: width - spare, .right)
        }
    }
}
