import DaybookCore
import TerminalKit

/// The lines around list and record, and what stands on them.
struct BoxDrawing {
    private let state: ConsoleState
    private let layout: ConsoleLayout

    init(_ state: ConsoleState, _ layout: ConsoleLayout) {
        self.state = state
        self.layout = layout
    }

    func draw(on canvas: inout Canvas) {
        guard let (plain, area) = layout.box else {
            drawTabs(on: &canvas)
            return
        }
        var frame = plain
        if layout.list != nil {
            frame.panes[0].title = .title(listTitle)
            frame.panes[0].position = position
            frame.panes[0].scrollbar = scrollbar
        }
        if layout.record != nil {
            let last = frame.panes.count - 1
            frame.panes[last].title = tabs.map { .tabs($0) }
            frame.panes[last].position = DetailDrawing(state, layout).more
            frame.focusedPane = state.focus == .detail ? last : 0
        }
        frame.draw(into: &canvas.grid, area, state.profile, isFocused: true)
    }

    private func drawTabs(on canvas: inout Canvas) {
        guard let tabs, layout.record != nil else { return }
        let area = layout.recordTabs(tabs, state.profile)
        tabs.draw(into: &canvas.grid, area, state.profile, isFocused: true)
    }

    private var tabs: Tabs? {
        state.current.detail.shown.map { DetailDrawing.tabs(of: $0, state) }
    }

    // MARK: - The list

    /// Its digit, its noun, what it is narrowed to, how many there are.
    private var listTitle: BoxTitle {
        let pane = PaneDefinition.of(state.pane)
        let count: String? =
            if case .counted(let totals) = state.current.totals {
                Figures.count(totals.count)
            } else {
                nil
            }
        return BoxTitle(
            pane.title,
            key: state.keymap.keys(of: pane.command).first?.name,
            filter: state.current.narrowing,
            count: count,
        )
    }

    /// `12 of 1,261`. While the cursor runs nobody reads it, and it would cost as much as a row.
    private var position: String? {
        let table = state.current.table
        guard !state.isRunning, let total = table.total, total > 0, table.cursor >= 0 else {
            return nil
        }
        return "\(Figures.count(table.cursor + 1)) of \(Figures.count(total))"
    }

    private var scrollbar: Scrollbar? {
        let table = state.current.table
        guard let total = table.total, table.top >= 0 else { return nil }
        return Scrollbar(top: table.top, visible: table.height, total: total)
    }
}

extension PaneState {
    /// What the list is narrowed to: `ACME GmbH, /open`.
    var narrowing: String? {
        var parts: [String] = []
        if scope != .all { parts.append(scope.name) }
        if !filter.isEmpty { parts.append("/\(filter.text)") }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
