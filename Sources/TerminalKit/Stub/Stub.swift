package struct Prompt: Sendable {
    package var text = ""
    package init(label: String) {}
    package mutating func insert(_ raw: String) { text += raw }
    package enum Answer { case stays, changed, submitted, cancelled, ignored }
    package mutating func answer(_ key: KeyPress) -> Answer {
        switch key.key {
        case .character(let c): text.append(c); return .changed
        case .backspace: if !text.isEmpty { text.removeLast() }; return .changed
        case .enter: return .submitted
        case .escape: return .cancelled
        default: return .ignored
        }
    }
    package func draw(into grid: inout Grid, _ area: Area, _ profile: TextProfile, isFocused: Bool)
    {
        grid.write(
            VisibleText("/" + text, for: profile),
            column: area.column,
            row: area.row,
            in: area,
            .plain
        )
    }
    package func caret(in area: Area, _ profile: TextProfile) -> Int? {
        area.column + 1 + text.count
    }
}
package struct Tabs: Sendable {
    let titles: [String], current: Int
    package init(_ titles: [String], current: Int) { self.titles = titles; self.current = current }
    package func draw(into grid: inout Grid, _ area: Area, _ profile: TextProfile, isFocused: Bool)
    {
        var c = area.column
        for (i, t) in titles.enumerated() {
            c = grid.write(
                VisibleText(i == current ? "[\(t)]" : " \(t) ", for: profile),
                column: c,
                row: area.row,
                in: area,
                i == current ? Style(.accent, on: .background, .bold) : .quiet
            )
        }
    }
    package func tab(at column: Int, in area: Area, _ profile: TextProfile) -> Int? { nil }
}
package struct HelpSheet: Sendable { package init() {} }
extension VisibleText {
    package func wrapped(to columns: Int) -> [VisibleText] { [cut(to: columns)] }
}
