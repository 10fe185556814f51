import TerminalKit
import TestRigs

/// A widget as tests drive it: with events, as its owner would.
protocol DrivenWidget: Widget {
    /// - Returns: the answer in words; nothing where there is none.
    mutating func take(_ event: InputEvent, in area: Area, _ profile: TextProfile) -> String
    func caret(in area: Area, _ profile: TextProfile) -> Caret?
    /// Draws what lies above the widget, anywhere on the screen.
    func drawAbove(into grid: inout Grid, _ area: Area, within screen: Area, _ profile: TextProfile)
}

extension DrivenWidget {
    mutating func take(_ event: InputEvent, in area: Area, _ profile: TextProfile) -> String { "" }

    func caret(in area: Area, _ profile: TextProfile) -> Caret? { nil }

    func drawAbove(
        into grid: inout Grid,
        _ area: Area,
        within screen: Area,
        _ profile: TextProfile,
    ) {}
}

extension InputEvent {
    /// Where a click begins.
    var click: (column: Int, row: Int)? {
        guard case .mouse(let mouse) = self, mouse.action == .press(.left) else { return nil }
        return (mouse.column, mouse.row)
    }

    /// The movement of a key or of the wheel.
    var movement: Movement? {
        switch self {
        case .key(let press): Movement(press)
        case .mouse(let mouse) where mouse.action == .scrollUp: .by(-3)
        case .mouse(let mouse) where mouse.action == .scrollDown: .by(3)
        case .mouse, .paste, .focus, .mode: nil
        }
    }
}

extension ListBox: DrivenWidget {
    mutating func take(_ event: InputEvent, in area: Area, _ profile: TextProfile) -> String {
        if let movement = event.movement { move(movement) }
        if let item = event.click.flatMap({ item(at: $0.row, in: area) }) { select(item) }
        return current.map { $0.text + ($0.obstacle.map { ": \($0)" } ?? "") } ?? "none"
    }
}

extension ScrollingText: DrivenWidget {
    mutating func take(_ event: InputEvent, in area: Area, _ profile: TextProfile) -> String {
        if let movement = event.movement { move(movement) }
        return (hasMoreAbove ? "above " : "") + (hasMoreBelow ? "below" : "")
    }
}

extension Tabs: DrivenWidget {
    mutating func take(_ event: InputEvent, in area: Area, _ profile: TextProfile) -> String {
        switch event {
        case .key(KeyPress(.tab)): selectNext()
        case .key(KeyPress(.tab, .shift)): selectPrevious()
        case _: event.click.flatMap { tab(at: $0.column, in: area, profile) }.map { select($0) }
        }
        return "\(current)"
    }
}

extension Prompt: DrivenWidget {
    mutating func take(_ event: InputEvent, in area: Area, _ profile: TextProfile) -> String {
        let answer: Answer
        switch event {
        case .key(let press): answer = self.answer(press)
        case .paste(let text, isCut: _): answer = paste(text)
        case .mouse, .focus, .mode: return ""
        }
        if answer == .changed {
            let word = wordBeforeCaret.lowercased()
            offer(word.isEmpty ? [] : candidates.filter { $0.text.lowercased().hasPrefix(word) })
        }
        return "\(answer)"
    }

    func drawAbove(
        into grid: inout Grid,
        _ area: Area,
        within screen: Area,
        _ profile: TextProfile,
    ) {
        drawCompletions(into: &grid, beside: area, within: screen, profile)
    }
}

private let candidates: [Completion] =
    [
        Completion("amount:", note: "what it comes to"),
        Completion("currency:"),
        Completion("customer:", note: "a name or an alias"),
        Completion("status:approved", note: "12"),
        Completion("status:draft", note: "3"),
        Completion("status:void"),
        Completion("Größenwahn", note: "AG"),
        Completion("日本語株式会社", note: "東京"),
        Completion("x\u{202E}evil\u{1B}[2J", note: "\u{9B}31m"),
    ] + (1...12).map { Completion("page-\($0)", note: "of 12") }

extension Dialog: DrivenWidget {
    mutating func take(_ event: InputEvent, in area: Area, _ profile: TextProfile) -> String {
        switch event {
        case .key(let press): return "\(answer(press))"
        case .paste(let text, isCut: _): return "\(paste(text))"
        case .mouse, .focus, .mode: break
        }
        if let movement = event.movement { move(movement) }
        guard let (column, row) = event.click else { return "" }
        return "\(click(column: column, row: row, in: area, profile))"
    }
}

extension HelpSheet: DrivenWidget {
    mutating func take(_ event: InputEvent, in area: Area, _ profile: TextProfile) -> String {
        switch event {
        case .key(let press): return "\(answer(press))"
        case .paste(let text, isCut: _): return "\(paste(text))"
        case .mouse, .focus, .mode: break
        }
        if let movement = event.movement { move(movement) }
        if let click = event.click { select(row: click.row, in: area, profile) }
        return current.map { $0.title } ?? "none"
    }
}

extension BoxFrame: DrivenWidget {
    mutating func take(_ event: InputEvent, in area: Area, _ profile: TextProfile) -> String {
        if event == .key(KeyPress(.tab)) { focusedPane = (focusedPane + 1) % panes.count }
        return ""
    }

    /// What an owner draws inside, as far as the parts are its own: each says which it is.
    func drawAbove(
        into grid: inout Grid,
        _ area: Area,
        within screen: Area,
        _ profile: TextProfile,
    ) {
        for pane in panes.indices {
            for (index, part) in parts(pane, of: area).enumerated() {
                let name = VisibleText("\(pane).\(index)", upTo: part.columns, for: profile)
                grid.write(name, column: part.column, row: part.row, in: part, .plain)
            }
        }
    }
}

extension Progress: DrivenWidget {}
extension Toast: DrivenWidget {}
extension Scrollbar: DrivenWidget {}
