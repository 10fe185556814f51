import DaybookCore
import TerminalKit

/// The list of the pane that is seen: its box, its table, its totals, or why there are none.
struct ListDrawing {
    private let state: ConsoleState
    private let layout: ConsoleLayout
    private let pane: PaneDefinition

    init(_ state: ConsoleState, _ layout: ConsoleLayout) {
        self.state = state
        self.layout = layout
        pane = PaneDefinition.of(state.pane)
    }

    func draw(on canvas: inout Canvas) {
        guard let box = layout.list else { return }
        if layout.hasBoxes { drawBox(on: &canvas, box) }
        let table = state.current.table
        if let failure = state.current.failure {
            drawNotice(on: &canvas, failure.problem, failure.advice, .bad)
        } else if table.isEmpty {
            let (sentence, advice) = emptyWords
            drawNotice(on: &canvas, sentence, advice, .primary)
        } else if !table.hasRows {
            drawNotice(on: &canvas, "Reading…", nil, .secondary)
        } else {
            table.draw(
                into: &canvas.grid,
                layout.table,
                state.profile,
                isFocused: state.focus == .list,
                sort: (pane.sort.column, pane.sort.term.isDescending),
            )
        }
        TotalsLine(state).draw(on: &canvas, layout.totals)
    }

    // MARK: - Words instead of rows

    private var emptyWords: (sentence: String, advice: String?) {
        if !state.current.filter.isEmpty {
            return (
                "No \(pane.noun) matches \(state.current.filter.text)",
                "\(key(.back)) clears the filter, \(key(.filter)) changes it.",
            )
        }
        if state.current.scope != .all {
            return ("\(state.current.scope.name) has no \(pane.noun)s.", "\(key(.back)) goes back.")
        }
        return ("There are no \(pane.noun)s yet.", pane.emptyAdvice)
    }

    private func key(_ command: ConsoleCommand) -> String {
        state.keymap.keys(of: command).first?.name ?? "(no key)"
    }

    private func drawNotice(
        on canvas: inout Canvas,
        _ sentence: String,
        _ advice: String?,
        _ tone: Role,
    ) {
        let area = layout.table.dropping(left: 3, top: 1, right: 1)
        let lines = canvas.wrapped(sentence, to: area.columns)
        for (index, line) in lines.enumerated() {
            canvas.grid.write(
                line,
                column: area.column,
                row: area.row + index,
                in: area,
                Style(tone)
            )
        }
        guard let advice else { return }
        for (index, line) in canvas.wrapped(advice, to: area.columns).enumerated() {
            let row = area.row + lines.count + index
            canvas.grid.write(line, column: area.column, row: row, in: area, .quiet)
        }
    }

    // MARK: - The box

    private func drawBox(on canvas: inout Canvas, _ box: Area) {
        let isFocused = state.focus == .list
        let line = Style.quiet
        let splits = layout.detail != nil
        canvas.drawBox(box, line)
        canvas.drawDivider(box, row: layout.dividerRow, line)
        if splits {
            canvas.draw(.teeTop, column: box.endColumn - 1, row: box.row, in: box, line)
        }
        ListTitle(state, pane).draw(on: &canvas, box, isFocused: isFocused)
    }
}

/// The title of the list: its digit, its noun, what it is narrowed to, how many of how many.
struct ListTitle {
    private let state: ConsoleState
    private let pane: PaneDefinition

    init(_ state: ConsoleState, _ pane: PaneDefinition) {
        self.state = state
        self.pane = pane
    }

    func draw(on canvas: inout Canvas, _ box: Area, isFocused: Bool) {
        let area = box.dropping(left: 1, right: 2).top(1)
        let name = isFocused ? Style(.accent, on: .background, .bold) : Style.plain
        let digit = state.keymap.keys(of: pane.command).first.map { "\($0.name) " } ?? ""
        var column = canvas.write(
            " \(digit)\(pane.title)",
            column: area.column,
            row: area.row,
            in: area,
            name
        )
        if let narrowing {
            column = canvas.write(" \(narrowing)", column: column, row: area.row, in: area, .plain)
        }
        if let count {
            column = canvas.write(" \(count)", column: column, row: area.row, in: area, .quiet)
        }
        canvas.write(" ", column: column, row: area.row, in: area, .plain)
    }

    /// What the list is narrowed to: `(ACME GmbH · open)`.
    var narrowing: String? {
        var parts: [String] = []
        if state.current.scope != .all { parts.append(state.current.scope.name) }
        if !state.current.filter.isEmpty { parts.append("/\(state.current.filter.text)") }
        return parts.isEmpty ? nil : "(\(parts.joined(separator: ", ")))"
    }

    var count: String? {
        guard case .counted(let totals) = state.current.totals else { return nil }
        return Figures.count(totals.count)
    }
}
