/// How far something long has come: a bar, counts, how fast, how long still. It knows no clock:
/// its owner says how long it has been running.
package struct Progress: Widget {
    package let label: String
    package let count: Int
    /// Nil while nobody knows it: then the bar only moves.
    package let total: Int?
    package let elapsed: Duration

    package init(_ label: String, count: Int, of total: Int?, after elapsed: Duration) {
        self.label = label
        self.count = max(count, 0)
        self.total = total.map { max($0, 0) }
        self.elapsed = max(elapsed, .zero)
    }

    // MARK: What it says

    private var share: Double? {
        guard let total else { return nil }
        return total == 0 ? 1 : min(Double(count) / Double(total), 1)
    }

    private var percentText: String? {
        guard let share, let total else { return nil }
        // 100 % is all of it and nothing less.
        let percent = count >= total ? 100 : min(Int(share * 100), 99)
        return "\(percent) %"
    }

    private var countText: String {
        total.map { CountText.part(count, of: $0) } ?? CountText.grouped(count)
    }

    private var seconds: Double { elapsed / .seconds(1) }

    /// Nothing before a second: the first numbers jump.
    private var rate: Double? {
        seconds >= 1 && count > 0 ? Double(count) / seconds : nil
    }

    private var rateText: String? {
        guard let rate else { return nil }
        if rate >= 1 { return "\(CountText.grouped(Self.whole(rate)))/s" }
        return rate * 60 >= 1 ? "\(Self.whole(rate * 60))/min" : nil
    }

    private var leftText: String? {
        guard let rate, let total, count < total else { return nil }
        return "\(Self.durationText(Self.whole(Double(total - count) / rate))) left"
    }

    private static func whole(_ value: Double) -> Int {
        Int(min(value, 1e15))
    }

    /// The two greatest units.
    static func durationText(_ seconds: Int) -> String {
        switch seconds {
        case ..<1: "< 1s"
        case ..<60: "\(seconds)s"
        case ..<3600: "\(seconds / 60)m \(seconds % 60)s"
        case ..<86_400: "\(seconds / 3600)h \(seconds % 3600 / 60)m"
        case _: "\(CountText.grouped(seconds / 86_400))d \(seconds % 86_400 / 3600)h"
        }
    }

    // MARK: Drawing

    private static let narrowestBar = 8
    private static let widestBar = 40

    package func draw(
        into grid: inout Grid,
        _ area: Area,
        _ profile: TextProfile,
        isFocused: Bool,
    ) {
        grid.fill(area, .plain)
        let line = area.top(1)
        let (texts, name) = fitting(line.columns, profile)
        let width = Self.width(texts)
        var column = line.column
        if name.width > 0 {
            grid.write(name, column: column, row: line.row, in: line, .plain)
            column += name.width + 2
        }
        let bar = min(line.endColumn - column - width - (width > 0 ? 2 : 0), Self.widestBar)
        if bar >= Self.narrowestBar {
            drawBar(into: &grid, line.dropping(left: column - line.column).left(bar), profile)
            column += bar + 2
        }
        for text in texts {
            column = grid.write(text, column: column, row: line.row, in: line, .plain) + 2
        }
    }

    /// The texts that fit beside a bar, those that say least left out first; in a narrow place
    /// one of them without a bar. The label gets what is left.
    private func fitting(
        _ columns: Int,
        _ profile: TextProfile,
    ) -> (texts: [VisibleText], label: VisibleText) {
        let choices: [[String?]] = [
            [percentText, countText, rateText, leftText],
            [percentText, countText, leftText],
            [percentText, countText],
            [percentText ?? countText],
        ]
        let bar = Self.narrowestBar + 2
        let name = VisibleText(label, upTo: columns, for: profile)
        for choice in choices {
            let texts = choice.compactMap(\.self).map { VisibleText($0, for: profile) }
            let rest = columns - Self.width(texts) - bar
            if rest >= min(name.width, 16) + 2 || name.width == 0 && rest >= 0 {
                return (texts, name.cut(to: rest - 2))
            }
        }
        let least = VisibleText(percentText ?? countText, upTo: columns, for: profile)
        let rest = columns - least.width - 2
        return ([least], rest < 4 ? name.cut(to: 0) : name.cut(to: rest))
    }

    private static func width(_ texts: [VisibleText]) -> Int {
        texts.reduce(0) { $0 + $1.width } + 2 * max(texts.count - 1, 0)
    }

    private func drawBar(into grid: inout Grid, _ bar: Area, _ profile: TextProfile) {
        grid.draw(.barEmpty, filling: bar, profile, .quiet)
        grid.draw(.barFull, filling: full(of: bar), profile, .key)
    }

    private func full(of bar: Area) -> Area {
        if let share { return bar.left(Int(share * Double(bar.columns))) }
        // A piece that goes back and forth, a cell every tenth of a second.
        let piece = max(bar.columns / 5, 1)
        let way = bar.columns - piece
        let step = Self.whole(seconds * 10) % max(2 * way, 1)
        return bar.dropping(left: step <= way ? step : 2 * way - step).left(piece)
    }
}
