/// A text to read: lines wrapped at words, of which a window is shown.
///
/// The place is kept as a cell of a line, not as a row: so it is the same text that stands at the
/// top when the width changes. Only the lines of the window are laid out, wherever it is, so that
/// a text of 100,000 lines is drawn as quickly as one of a page.
///
/// The last column is the scrollbar's: where the text fits it is not touched, so it may be the
/// edge of a box.
package struct ScrollingText: Widget {
    package private(set) var lines: [StyledLine]
    private var anchor = Place(line: 0, cell: 0)
    private var window = Window(columns: 79, rows: 10, profile: TextProfile())

    /// Longer lines become several, so that no single one is dear to lay out.
    private static let longestLine = 4096

    package init(_ lines: [StyledLine]) {
        self.lines = lines.flatMap { $0.parts(ofAtMost: Self.longestLine) }
    }

    /// A place in the text: a cell of a line.
    fileprivate struct Place: Hashable, Sendable {
        var line: Int
        var cell: Int
    }

    private struct Window: Hashable, Sendable {
        let columns: Int
        let rows: Int
        let profile: TextProfile
    }

    package mutating func fit(_ area: Area, _ profile: TextProfile) {
        window = Self.window(in: area, profile)
    }

    private static func window(in area: Area, _ profile: TextProfile) -> Window {
        Window(columns: max(area.columns - 1, 1), rows: max(area.rows, 1), profile: profile)
    }

    /// Shows another text, from its start, or from the same line on if it is the same in other
    /// words.
    package mutating func replace(_ lines: [StyledLine], keepsPlace: Bool = false) {
        let window = window
        let anchor = anchor
        self = ScrollingText(lines)
        self.window = window
        if keepsPlace && anchor.line < self.lines.count { self.anchor = anchor }
    }

    // MARK: Moving

    package mutating func move(_ movement: Movement) {
        let page = max(window.rows - 1, 1)
        switch movement {
        case .up: scroll(by: -1)
        case .down: scroll(by: 1)
        case .pageUp: scroll(by: -page)
        case .pageDown: scroll(by: page)
        case .first: anchor = Place(line: 0, cell: 0)
        case .last: anchor = layout.lastTop.place
        case .by(let distance): scroll(by: distance)
        }
    }

    private mutating func scroll(by distance: Int) {
        // Nobody sees so many rows go by, and each of them would be laid out.
        let distance = max(min(distance, 10_000), -10_000)
        let layout = layout
        anchor = layout.row(distance, from: layout.top(anchor.line, anchor.cell)).place
    }

    package var hasMoreAbove: Bool {
        let top = layout.top(anchor.line, anchor.cell)
        return top.line > 0 || top.row > 0
    }

    package var hasMoreBelow: Bool {
        let layout = layout
        let top = layout.top(anchor.line, anchor.cell)
        return top.isBefore(layout.lastTop)
    }

    // MARK: Layout

    private var layout: TextLayout { layout(window) }

    private func layout(_ window: Window) -> TextLayout {
        TextLayout(
            lines: lines,
            columns: window.columns,
            windowRows: window.rows,
            profile: window.profile,
        )
    }

    /// The rows that the whole text would take in so many columns, counted up to a limit.
    func rows(inColumns columns: Int, upTo limit: Int, _ profile: TextProfile) -> Int {
        let window = Window(columns: max(columns - 1, 1), rows: max(limit, 1), profile: profile)
        return layout(window).rows(upTo: limit)
    }

    // MARK: Drawing

    package func draw(
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        isFocused: Bool,
    ) {
        let inside = area.dropping(right: 1)
        grid.fill(inside, .plain)
        guard !inside.isEmpty, !lines.isEmpty else { return }
        let layout = layout(Self.window(in: area, profile))
        let top = layout.top(anchor.line, anchor.cell)
        let end = layout.draw(from: top, into: &grid, inside)
        layout.scrollbar(from: top, to: end)
            .draw(into: &grid, area.right(1), profile, isFocused: isFocused)
    }
}

extension TextRow {
    fileprivate var place: ScrollingText.Place { .init(line: line, cell: cells.lowerBound) }
}
