import DaybookCore
import TerminalKit

/// The rows of the pane that is seen and their totals, or why there are none.
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
        guard layout.list != nil else { return }
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
            let filter = state.current.filter
            return (
                filter.isOfWords
                    ? "No \(pane.noun) has the words \(filter.text)"
                    : "No \(pane.noun) fits \(filter.text)",
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
}
