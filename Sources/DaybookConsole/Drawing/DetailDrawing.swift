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
        guard let box = layout.detail else { return }
        if layout.hasBoxes {
            canvas.drawBox(box, .quiet)
            drawJoints(on: &canvas, box)
        }
        switch state.current.detail {
        case .failed(_, let explanation):
            drawNotice(explanation, on: &canvas)
        case .none:
            return
        case .waiting, .loading, .loaded:
            guard let detail = state.current.detail.shown else { return }
            drawTabs(of: detail, on: &canvas)
            if case .waiting = state.current.detail {
                // The record of before beside the cursor of now would be misread.
                let area = Self.head(layout)
                canvas.draw(.ellipsis, column: area.column, row: area.row, in: area, .quiet)
                return
            }
            drawHead(of: detail, on: &canvas)
            drawBody(of: detail, on: &canvas)
        }
    }

    /// Where the list's box and this one share their line.
    private func drawJoints(on canvas: inout Canvas, _ box: Area) {
        guard layout.list != nil else { return }
        canvas.draw(.teeTop, column: box.column, row: box.row, in: box, .quiet)
        canvas.draw(.teeBottom, column: box.column, row: box.endRow - 1, in: box, .quiet)
        canvas.draw(.teeRight, column: box.column, row: layout.dividerRow, in: box, .quiet)
    }

    private func drawNotice(_ explanation: Explanation, on canvas: inout Canvas) {
        let area = layout.record
        let sentences = [(explanation.problem, Style(.bad)), (explanation.advice ?? "", .quiet)]
        var row = area.row
        for (sentence, style) in sentences {
            for line in canvas.wrapped(sentence, to: area.columns) {
                canvas.grid.write(line, column: area.column, row: row, in: area, style)
                row += 1
            }
        }
    }

    // MARK: - Title, head, body

    /// The parts of the record in the box's upper line; the one shown is told by more than colour.
    private func drawTabs(of detail: Detail, on canvas: inout Canvas) {
        tabs(of: detail).draw(
            into: &canvas.grid,
            titleArea,
            state.profile,
            isFocused: state.focus == .detail,
        )
    }

    private var titleArea: Area {
        guard let box = layout.detail, layout.hasBoxes else { return layout.record.top(1) }
        return box.dropping(left: 2, right: 2).top(1)
    }

    private func tabs(of detail: Detail) -> Tabs {
        Tabs(detail.parts.map(\.title), current: Self.part(of: detail, state))
    }

    /// The part whose title stands there.
    func part(of detail: Detail, at place: MouseEvent) -> Int? {
        let area = titleArea
        guard area.contains(column: place.column, row: place.row) else { return nil }
        return tabs(of: detail).tab(at: place.column, in: area, state.profile)
    }

    private static func part(of detail: Detail, _ state: ConsoleState) -> Int {
        max(0, min(state.current.part, detail.parts.count - 1))
    }

    /// Name and badge; a mark while the record below is not yet the one under the cursor.
    private func drawHead(of detail: Detail, on canvas: inout Canvas) {
        let area = Self.head(layout)
        var end = area.endColumn
        if let badge = detail.badge {
            let style = Style(badge.tone, on: .background, .bold)
            end = canvas.write(badge.word, endingBefore: end, row: area.row, in: area, style) - 2
        }
        let room = area.dropping(right: area.endColumn - end)
        let isBehind = if case .loaded = state.current.detail { false } else { true }
        let name = isBehind ? Style.quiet : Style(.primary, on: .background, .bold)
        let behind = canvas.write(detail.name, column: room.column, row: room.row, in: room, name)
        if isBehind { canvas.draw(.ellipsis, column: behind + 1, row: room.row, in: room, .quiet) }
    }

    private func drawBody(of detail: Detail, on canvas: inout Canvas) {
        guard !detail.parts.isEmpty else { return }
        let area = Self.body(layout)
        let part = detail.parts[Self.part(of: detail, state)]
        let lines = DetailLines(part, width: area.columns, profile: state.profile).lines
        let start = min(state.current.scrolled, max(0, lines.count - area.rows))
        for (index, line) in lines.dropFirst(start).prefix(area.rows).enumerated() {
            for piece in line {
                canvas.grid.write(
                    piece.text,
                    column: area.column + piece.column,
                    row: area.row + index,
                    in: area,
                    piece.style,
                )
            }
        }
        drawScroll(on: &canvas, start, area.rows, lines.count)
    }

    /// `12 lines more` at the foot of the box.
    private func drawScroll(on canvas: inout Canvas, _ start: Int, _ rows: Int, _ count: Int) {
        guard let box = layout.detail, layout.hasBoxes, count > rows else { return }
        let below = count - start - rows
        let text = below > 0 ? " \(Figures.count(below)) more lines " : " end "
        let area = box.bottom(1)
        canvas.write(text, endingBefore: box.endColumn - 2, row: area.row, in: area, .quiet)
    }

    private static func head(_ layout: ConsoleLayout) -> Area {
        layout.hasBoxes ? layout.record.top(1) : layout.record.row(1)
    }

    private static func body(_ layout: ConsoleLayout) -> Area {
        layout.record.dropping(top: 2)
    }

    /// How far the shown part can be scrolled.
    static func lastScroll(of state: ConsoleState) -> Int {
        guard let detail = state.current.detail.shown, !detail.parts.isEmpty else { return 0 }
        let area = body(ConsoleLayout(state))
        let part = detail.parts[part(of: detail, state)]
        let lines = DetailLines(part, width: area.columns, profile: state.profile).lines
        return max(0, lines.count - area.rows)
    }
}
