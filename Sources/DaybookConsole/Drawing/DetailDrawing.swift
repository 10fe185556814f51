import TerminalKit

/// The record beside the list, or in its place.
struct DetailDrawing {
    private let state: ConsoleState
    private let layout: ConsoleLayout

    init(_ state: ConsoleState, _ layout: ConsoleLayout) {
        self.state = state
        self.layout = layout
    }

    func draw(on canvas: inout Canvas) {
        guard layout.record != nil else { return }
        switch state.current.detail {
        case .none:
            return
        case .failed(_, let explanation):
            drawNotice(explanation, on: &canvas)
        case .waiting:
            // The record of before beside the cursor of now would be misread.
            let area = layout.recordHead
            canvas.draw(.ellipsis, column: area.column, row: area.row, in: area, .quiet)
        case .loading(_, let detail?):
            draw(detail, isBehind: true, on: &canvas)
        case .loading(_, nil):
            let area = layout.recordHead
            canvas.write("Reading…", column: area.column, row: area.row, in: area, .quiet)
        case .loaded(_, let detail):
            draw(detail, isBehind: false, on: &canvas)
        }
    }

    private func drawNotice(_ explanation: Explanation, on canvas: inout Canvas) {
        let area = layout.recordBody
        var row = area.row
        for (sentence, style) in [
            (explanation.problem, Style(.bad)), (explanation.advice ?? "", .quiet),
        ] {
            for line in canvas.wrapped(sentence, to: area.columns) {
                canvas.grid.write(line, column: area.column, row: row, in: area, style)
                row += 1
            }
        }
    }

    /// Name and badge, and below them the part that is shown.
    ///
    /// - Parameter isBehind: it is not yet the record under the cursor.
    private func draw(_ detail: Detail, isBehind: Bool, on canvas: inout Canvas) {
        let area = layout.recordHead
        var end = area.endColumn
        if let badge = detail.badge {
            let style = Style(badge.tone, on: .background, .bold)
            end = canvas.write(badge.word, endingBefore: end, row: area.row, in: area, style) - 2
        }
        let room = area.dropping(right: area.endColumn - end)
        let name = isBehind ? Style.quiet : Style(.primary, on: .background, .bold)
        let behind = canvas.write(detail.name, column: room.column, row: room.row, in: room, name)
        if isBehind { canvas.draw(.ellipsis, column: behind + 1, row: room.row, in: room, .quiet) }
        drawLines(of: detail, on: &canvas)
    }

    private func drawLines(of detail: Detail, on canvas: inout Canvas) {
        let area = layout.recordBody
        let lines = lines(of: detail)
        let start = min(state.current.scrolled, max(0, lines.count - area.rows))
        for (index, line) in lines.dropFirst(start).prefix(area.rows).enumerated() {
            for piece in line {
                let column = area.column + piece.column
                let row = area.row + index
                canvas.grid.write(piece.text, column: column, row: row, in: area, piece.style)
            }
        }
    }

    private func lines(of detail: Detail) -> [[DetailLines.Piece]] {
        guard !detail.parts.isEmpty else { return [] }
        let part = detail.parts[Self.part(of: detail, state)]
        let width = layout.recordBody.columns
        return DetailLines(part, width: width, profile: state.profile).lines
    }

    // MARK: - Parts and scrolling

    static func tabs(of detail: Detail, _ state: ConsoleState) -> Tabs {
        Tabs(detail.parts.map(\.title), current: part(of: detail, state))
    }

    private static func part(of detail: Detail, _ state: ConsoleState) -> Int {
        max(0, min(state.current.part, detail.parts.count - 1))
    }

    /// The part whose title stands there.
    func part(at place: MouseEvent) -> Int? {
        guard let detail = state.current.detail.shown else { return nil }
        let tabs = Self.tabs(of: detail, state)
        let area = layout.recordTabs(tabs, state.profile)
        guard area.contains(column: place.column, row: place.row) else { return nil }
        return tabs.tab(at: place.column, in: area, state.profile)
    }

    /// `12 more lines`, at the foot of the box.
    var more: String? {
        guard case .loaded(_, let detail) = state.current.detail else { return nil }
        let rows = layout.recordBody.rows
        let count = lines(of: detail).count
        guard count > rows else { return nil }
        let below = count - rows - min(state.current.scrolled, count - rows)
        return below > 0 ? "\(Figures.count(below)) more lines" : "end"
    }

    /// How far the shown part can be scrolled.
    var lastScroll: Int {
        guard let detail = state.current.detail.shown else { return 0 }
        return max(0, lines(of: detail).count - layout.recordBody.rows)
    }
}

extension Canvas {
    /// A text in as many lines as it needs.
    func wrapped(_ raw: String, to columns: Int) -> [VisibleText] {
        VisibleText(raw, upTo: columns * 100, for: profile).wrapped(to: columns)
    }
}
