import DaybookCore
import TerminalKit

/// The prompt of the filter, and below it what is wrong with the text or what could stand there.
struct PromptLine {
    private let state: ConsoleState
    private let filtering: FilterPrompt

    init(_ state: ConsoleState, _ filtering: FilterPrompt) {
        self.state = state
        self.filtering = filtering
    }

    /// How many lines it has on a screen: on a low one the list needs them.
    static func rows(on size: GridSize) -> Int { size.rows >= 8 ? 2 : 1 }

    /// - Returns: where the cursor blinks.
    func draw(on canvas: inout Canvas, _ area: Area) -> Caret? {
        let line = area.top(1)
        let hints = area.dropping(top: 1)
        var prompt = filtering.prompt
        prompt.message = message(isAlone: hints.isEmpty)
        prompt.draw(into: &canvas.grid, line, state.profile, isFocused: true)
        if !hints.isEmpty {
            canvas.fill(hints, .plain)
            drawHints(prompt, line, on: &canvas, hints)
        }
        prompt.drawCompletions(
            into: &canvas.grid,
            beside: line,
            within: state.size.area.dropping(top: 1, bottom: hints.rows),
            state.profile,
        )
        return prompt.caret(in: line, state.profile)
    }

    // MARK: - Behind the text

    /// How many rows match so far; where there is no line below, what is wrong comes first.
    private func message(isAlone: Bool) -> StyledSpan? {
        if case .wrong(let problem) = filtering.standing {
            if isAlone { return StyledSpan(filtering.words(for: problem), style(of: problem)) }
            return count.map { StyledSpan("still \($0)", .quiet) }
        }
        if let failure = state.current.failure { return StyledSpan(failure.problem, Style(.bad)) }
        guard case .counted(let totals) = state.current.totals, let count else { return nil }
        return StyledSpan(count, totals.count == 0 ? Style(.warning) : .quiet)
    }

    private var count: String? {
        guard case .counted(let totals) = state.current.totals else { return nil }
        return PaneDefinition.of(state.pane).counted(totals.count)
    }

    // MARK: - Below the text

    private func drawHints(
        _ prompt: Prompt,
        _ line: Area,
        on canvas: inout Canvas,
        _ area: Area,
    ) {
        switch filtering.standing {
        case .wrong(let problem):
            draw(problem, prompt, line, on: &canvas, area)
        case .waiting:
            canvas.write("reading the saved filters…", column: 2, row: area.row, in: area, .quiet)
        case .right:
            if prompt.isCompleting {
                draw(
                    keys: [("tab", "next"), ("shift-tab", "before"), ("esc", "as typed")],
                    on: &canvas,
                    area
                )
            } else if filtering.candidates.isEmpty {
                draw(
                    keys: [("enter", "keep"), ("esc", "give up"), ("up", "earlier")],
                    on: &canvas,
                    area
                )
            } else {
                drawCandidates(on: &canvas, area)
            }
        }
    }

    private func style(of problem: FilterProblem) -> Style {
        let isCalm = problem.isUnfinished && !filtering.isRefused
        return Style(isCalm ? .warning : .bad)
    }

    /// A mark under the place, and the words beside it where there is more room.
    private func draw(
        _ problem: FilterProblem,
        _ prompt: Prompt,
        _ line: Area,
        on canvas: inout Canvas,
        _ area: Area,
    ) {
        let style = style(of: problem)
        let start = prompt.column(ofByte: problem.offset, in: line, state.profile)
        let end = prompt.column(ofByte: problem.offset + problem.length, in: line, state.profile)
        let width = max(1, min(end - start, Self.widestMark))
        let marks = String(repeating: "^", count: width)
        canvas.write(marks, column: start, row: area.row, in: area, style.with(.bold))
        let behind = area.dropping(left: start + width + 1 - area.column)
        let before = area.left(start - 1 - area.column)
        let words = filtering.words(for: problem)
        let isRoom = canvas.width(of: words) <= behind.columns || behind.columns >= before.columns
        if isRoom {
            canvas.write(words, column: behind.column, row: area.row, in: behind, style)
        } else {
            canvas.write(words, endingBefore: before.endColumn, row: area.row, in: before, style)
        }
    }

    private static let widestMark = 20

    /// What Tab would put there: as many as there is room for, or one with what it is.
    private func drawCandidates(on canvas: inout Canvas, _ area: Area) {
        let row = area.row
        var column = canvas.write("tab", column: 2, row: row, in: area, Style(.accent)) + 1
        let candidates = filtering.candidates
        for (index, candidate) in candidates.enumerated() {
            let isLast = index == candidates.count - 1
            // The sign that there are more needs its place.
            let room = area.dropping(right: isLast ? 0 : 3)
            guard column + canvas.width(of: candidate.text) <= room.endColumn || index == 0 else {
                canvas.draw(.ellipsis, column: column, row: row, in: area, .quiet)
                return
            }
            column = canvas.write(candidate.text, column: column, row: row, in: room) + 2
        }
        guard candidates.count == 1, let note = candidates[0].note else { return }
        canvas.write(note, column: column, row: row, in: area, .quiet)
    }

    private func draw(keys: [(key: String, word: String)], on canvas: inout Canvas, _ area: Area) {
        var column = area.column + 2
        for (key, word) in keys {
            guard column + canvas.width(of: "\(key) \(word)") <= area.endColumn else { return }
            let behind = canvas.write(key, column: column, row: area.row, in: area, Style(.accent))
            column = canvas.write(word, column: behind + 1, row: area.row, in: area, .quiet) + 2
        }
    }
}
