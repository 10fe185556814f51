import TerminalKit

extension ConsoleState {
    /// The wheel moves what is under it; a click takes a row, a second one opens it.
    mutating func point(_ event: MouseEvent, at now: Int) -> [Effect] {
        let layout = ConsoleLayout(self)
        switch event.action {
        case .scrollUp: return scroll(-3, event, layout, at: now)
        case .scrollDown: return scroll(3, event, layout, at: now)
        case .press(.left): return click(event, layout, at: now)
        case .press, .release, .drag, .move: return []
        }
    }

    private mutating func scroll(
        _ lines: Int,
        _ event: MouseEvent,
        _ layout: ConsoleLayout,
        at now: Int,
    ) -> [Effect] {
        let isOverRecord = layout.record?.contains(column: event.column, row: event.row) ?? false
        if isOverRecord {
            scrollDetail(.by(lines))
            return []
        }
        guard layout.list?.contains(column: event.column, row: event.row) ?? false else {
            return []
        }
        return moveTable({ $0.move(.by(lines)) }, at: now)
    }

    private mutating func click(
        _ event: MouseEvent,
        _ layout: ConsoleLayout,
        at now: Int,
    ) -> [Effect] {
        if let part = DetailDrawing(self, layout).part(at: event) {
            current.part = part
            current.scrolled = 0
            focus = .detail
            return loadDetail()
        }
        if let box = layout.record, box.contains(column: event.column, row: event.row) {
            focus = .detail
            return loadDetail()
        }
        let rows = layout.table.dropping(top: 1)
        guard rows.contains(column: event.column, row: event.row) else { return [] }
        focus = .list
        let row = event.row - rows.row
        let isSecond = current.table.top + row == current.table.cursor && isDoubleClick(now)
        clickedAt = now
        if isSecond { return run(.open, at: now) }
        return moveTable({ $0.select(visibleRow: row) }, at: now)
    }

    private func isDoubleClick(_ now: Int) -> Bool {
        clickedAt.map { now - $0 < 400 } ?? false
    }
}
