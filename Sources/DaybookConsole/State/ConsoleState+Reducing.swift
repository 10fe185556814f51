import DaybookCore
import TerminalKit

extension ConsoleState {
    /// What an action changes, and what is to be done about it. Total, and without a look at the
    /// world: the time is given.
    package mutating func reduce(_ action: Action, at now: Int) -> [Effect] {
        switch action {
        case .started:
            return show(pane)
        case .keyPressed(let key):
            return press(key, at: now)
        case .pasted(let text, let isCut):
            return paste(text, isCut: isCut)
        case .mouseActed(let event):
            return point(event, at: now)
        case .resized(let size):
            self.size = size
            fitHelp()
            return fitTables() + loadDetail()
        case .timePassed:
            return passTime(now)
        case .ledgerChanged:
            return readAgain()
        case .rowsLoaded(let list, let request, let window):
            return take(window, for: request, of: list)
        case .rowsFailed(let list, let explanation):
            guard isCurrent(list) else { return [] }
            panes[list.pane]?.rowsFailure = explanation
            return []
        case .countFailed(let list, let explanation):
            guard isCurrent(list) else { return [] }
            panes[list.pane]?.countFailure = explanation
            return []
        case .listCounted(let list, let totals):
            return take(totals, of: list)
        case .detailLoaded(let pane, let key, let detail):
            guard panes[pane]?.detail.key == key else { return [] }
            panes[pane]?.detail = .loaded(key: key, detail)
            return []
        case .detailFailed(let pane, let key, let explanation):
            guard panes[pane]?.detail.key == key else { return [] }
            panes[pane]?.detail = .failed(key: key, explanation)
            return []
        case .filtersRead(let list, let book):
            return take(.known(book), of: list)
        case .filtersFailed(let list, let explanation):
            return take(.failed(explanation), of: list)
        case .valuesFound(let question, let values):
            return take(values, for: question)
        }
    }

    private func isCurrent(_ list: ListID) -> Bool {
        panes[list.pane]?.opening == list.opening
    }

    // MARK: - Lists

    /// Brings a pane to the front; its list is read when it is seen for the first time.
    mutating func show(_ pane: PaneID) -> [Effect] {
        self.pane = pane
        isRunning = false
        let isNew = current.opening == 0
        if isNew { return openList(of: pane) }
        return current.isStale ? reload(pane) : fitTables() + loadDetail()
    }

    /// Reads a pane's list from its start, under the scope and filter that it has now.
    mutating func openList(of pane: PaneID) -> [Effect] {
        panes[pane]?.table = VirtualTable(PaneDefinition.of(pane).columns, profile: profile)
        panes[pane]?.detail = .none
        return read(pane)
    }

    /// Reads a list again; the cursor stays on its record.
    mutating func reload(_ pane: PaneID) -> [Effect] {
        panes[pane]?.table.reload()
        panes[pane]?.detail = .none
        return read(pane)
    }

    /// What is seen is read again at once, other panes when they are seen.
    private mutating func readAgain() -> [Effect] {
        for id in panes.keys where id != pane { panes[id]?.isStale = true }
        return current.opening == 0 ? [] : reload(pane)
    }

    private mutating func read(_ pane: PaneID) -> [Effect] {
        guard var state = panes[pane] else { return [] }
        openings += 1
        state.opening = openings
        (state.rowsFailure, state.countFailure) = (nil, nil)
        state.totals = .counting
        state.isStale = false
        panes[pane] = state
        let list = ListID(pane: pane, opening: openings)
        // The rows first: nobody waits for a count.
        return [.openList(list, state.scope, state.filter.filter)] + fitTables() + [
            .countList(list)
        ]
    }

    /// Tells the visible table how many rows it has, and asks for those that it lacks.
    mutating func fitTables() -> [Effect] {
        guard current.opening > 0 else { return [] }
        let height = ConsoleLayout(self).visibleRows
        if height > 0 { current.table.resize(height: height) }
        guard let request = current.table.need() else { return [] }
        let list = ListID(pane: pane, opening: current.opening)
        return [.loadRows(list, request, isUrgent: !current.table.isComplete)]
    }

    private mutating func take(
        _ window: RowWindow,
        for request: RowRequest,
        of list: ListID,
    ) -> [Effect] {
        guard isCurrent(list) else { return [] }
        panes[list.pane]?.table.take(window, for: request)
        panes[list.pane]?.rowsFailure = nil
        guard list.pane == pane else { return [] }
        return fitTables() + followCursor()
    }

    private mutating func take(_ totals: ListTotals, of list: ListID) -> [Effect] {
        guard isCurrent(list) else { return [] }
        panes[list.pane]?.totals = .counted(totals)
        panes[list.pane]?.table.setTotal(totals.count)
        return list.pane == pane ? fitTables() : []
    }

    // MARK: - The record beside the list

    /// While a key is held down the record waits: over a slow line it would cost more than the
    /// list itself, and nobody reads it.
    package static let detailRestMilliseconds = 120

    /// The cursor may be on another record now.
    mutating func followCursor() -> [Effect] {
        guard let key = current.table.current?.key else {
            if current.table.isEmpty { current.detail = .none }
            return []
        }
        if current.detail.key == key { return [] }
        current.detail = .waiting(key: key, shown: current.detail.shown)
        if focus == .list { current.scrolled = 0 }
        return isRunning ? [] : loadDetail()
    }

    /// Reads the record under the cursor, if it is to be seen and is not there yet.
    mutating func loadDetail() -> [Effect] {
        guard ConsoleLayout(self).record != nil,
            case .waiting(let key, let shown) = current.detail
        else { return [] }
        current.detail = .loading(key: key, shown: shown)
        return [.loadDetail(pane, key: key)]
    }

    // MARK: - Time

    /// When `timePassed` is to be told next.
    package var wakesAt: Int? {
        isRunning ? movedAt.map { $0 + Self.detailRestMilliseconds } : nil
    }

    private mutating func passTime(_ now: Int) -> [Effect] {
        guard let movedAt, now - movedAt >= Self.detailRestMilliseconds else { return [] }
        return rest()
    }

    /// The cursor runs no more.
    mutating func rest() -> [Effect] {
        isRunning = false
        return loadDetail()
    }
}
