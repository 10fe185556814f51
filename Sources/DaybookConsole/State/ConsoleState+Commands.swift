import DaybookCore
import TerminalKit

extension ConsoleState {
    /// Why a command does nothing here and now; nil when it works.
    package func obstacle(to command: ConsoleCommand) -> String? {
        switch command {
        case .open:
            if current.table.current == nil { return "there is no record under the cursor" }
            return focus == .detail ? "the record is open" : nil
        case .back:
            let isAtStart = focus == .list && trail.isEmpty && current.filter.isEmpty && !isZoomed
            return isAtStart ? "this is where you started" : nil
        case .nextPart, .previousPart:
            return current.detail.shown == nil ? "no record is shown" : nil
        case .zoom:
            return ConsoleLayout.splits(size) ? nil : "the screen is too narrow for two halves"
        case .invoicesOfCustomer, .customerOfInvoice:
            return link(command) == nil ? "not in this pane" : nil
        case .filter, .moveUp, .moveDown, .pageUp, .pageDown, .goToFirst, .goToLast, .customers,
            .invoices, .reload, .help, .redraw, .suspend, .quit:
            return nil
        }
    }

    mutating func run(_ command: ConsoleCommand, at now: Int) -> [Effect] {
        if message?.tone != .bad { message = nil }
        if let obstacle = obstacle(to: command) {
            message = Message(obstacle, .note)
            return []
        }
        switch command {
        case .moveUp: return move(.up, at: now)
        case .moveDown: return move(.down, at: now)
        case .pageUp: return move(.pageUp, at: now)
        case .pageDown: return move(.pageDown, at: now)
        case .goToFirst: return move(.first, at: now)
        case .goToLast: return move(.last, at: now)
        case .open:
            focus = .detail
            return fitTables() + loadDetail()
        case .back: return goBack()
        case .nextPart: return turn(by: 1)
        case .previousPart: return turn(by: -1)
        case .filter: return startFilter()
        case .customers: return go(to: .customers)
        case .invoices: return go(to: .invoices)
        case .invoicesOfCustomer, .customerOfInvoice: return follow(command)
        case .zoom:
            isZoomed.toggle()
            return fitTables() + loadDetail()
        case .reload: return reload(pane)
        case .help: return openHelp()
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .quit:
            isLeaving = true
            return [.leave]
        }
    }

    // MARK: - Moving

    mutating func move(_ movement: Movement, at now: Int) -> [Effect] {
        if focus == .detail && overlayIsNone {
            scrollDetail(movement)
            return []
        }
        return moveTable({ $0.move(movement) }, at: now)
    }

    /// Moves the cursor of the list, and with it the record beside the list.
    mutating func moveTable(_ change: (inout VirtualTable) -> Bool, at now: Int) -> [Effect] {
        guard change(&current.table) else { return rest() }
        isRunning = movedAt.map { now - $0 < Self.detailRestMilliseconds } ?? false
        movedAt = now
        return fitTables() + followCursor()
    }

    private var overlayIsNone: Bool {
        if case .none = overlay { true } else { false }
    }

    // MARK: - Places

    private mutating func go(to pane: PaneID) -> [Effect] {
        trail = []
        focus = .list
        forgetScope(of: pane)
        return show(pane)
    }

    private mutating func goBack() -> [Effect] {
        if focus == .detail {
            focus = .list
            return fitTables()
        }
        if isZoomed {
            isZoomed = false
            return fitTables() + loadDetail()
        }
        if !current.filter.isEmpty {
            current.filter = .none
            return openList(of: pane)
        }
        guard let step = trail.popLast() else { return [] }
        forgetScope(of: pane)
        pane = step.pane.id
        focus = step.focus
        panes[pane] = step.pane
        return reload(pane)
    }

    /// A pane that was narrowed on the way shows everything when one asks for it by its digit.
    private mutating func forgetScope(of pane: PaneID) {
        guard panes[pane]?.scope != .all else { return }
        panes[pane] = PaneState(PaneDefinition.of(pane), profile: profile)
    }

    /// A link leads to another pane, narrowed to what belongs to the record.
    private mutating func follow(_ command: ConsoleCommand) -> [Effect] {
        guard let (target, scope) = link(command) else { return [] }
        trail.append(TrailStep(pane: current, focus: focus))
        focus = .list
        pane = target
        current.scope = scope
        current.filter = .none
        return openList(of: pane)
    }

    private func link(_ command: ConsoleCommand) -> (PaneID, ListScope)? {
        guard let row = current.table.current,
            let link = PaneDefinition.of(pane).links.first(where: { $0.command == command }),
            let scope = link.scope(row)
        else { return nil }
        return (link.pane, scope)
    }

    // MARK: - The record

    private mutating func turn(by step: Int) -> [Effect] {
        let count = current.detail.shown?.parts.count ?? 0
        guard count > 0 else { return [] }
        current.part = (min(current.part, count - 1) + step + count) % count
        current.scrolled = 0
        return []
    }

    mutating func scrollDetail(_ movement: Movement) {
        let layout = ConsoleLayout(self)
        let page = max(1, layout.recordBody.rows - 1)
        let last = DetailDrawing(self, layout).lastScroll
        let wanted =
            switch movement {
            case .up: current.scrolled - 1
            case .down: current.scrolled + 1
            case .pageUp: current.scrolled - page
            case .pageDown: current.scrolled + page
            case .first: 0
            case .last: last
            case .by(let count): current.scrolled + count
            }
        current.scrolled = max(0, min(wanted, last))
    }
}
