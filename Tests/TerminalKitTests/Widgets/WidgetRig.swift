import TerminalKit
import TestRigs

/// A widget on a screen of its own, and what it has answered.
struct WidgetRig {
    private var widget: any DrivenWidget
    private let place: (Area) -> Area
    private let profile: TextProfile
    private var answers: [String] = []
    var isFocused = true
    var size: GridSize {
        didSet { fit() }
    }

    init(_ sample: WidgetSample, _ size: GridSize, _ profile: TextProfile) {
        widget = sample.widget
        place = sample.place
        self.size = size
        self.profile = profile
        fit()
    }

    private mutating func fit() {
        widget.fit(place(size.area), profile)
    }

    mutating func take(_ event: InputEvent) {
        let answer = widget.take(event, in: place(size.area), profile)
        if !answer.isEmpty { answers.append(answer) }
        fit()
    }

    func draw(into grid: inout Grid, _ screen: Area, isFocused: Bool) {
        let area = place(screen)
        widget.draw(into: &grid, area, profile, isFocused: isFocused)
        widget.drawAbove(into: &grid, area, within: screen, profile)
    }

    var grid: Grid {
        var grid = Grid(size)
        draw(into: &grid, size.area, isFocused: isFocused)
        return grid
    }

    func caret(in screen: Area) -> Caret? { widget.caret(in: place(screen), profile) }

    /// What it answered, the same in a row counted, and where the terminal's cursor is.
    var report: [String] {
        var runs: [(answer: String, count: Int)] = []
        for answer in answers {
            if let last = runs.last, last.answer == answer {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((answer, 1))
            }
        }
        let texts = runs.map { $0.count > 1 ? "\($0.answer) ×\($0.count)" : $0.answer }
        let caret = !isFocused ? nil : caret(in: size.area).map { "caret: \($0.column), \($0.row)" }
        let said = texts.isEmpty ? nil : "answers: " + texts.joined(separator: "; ")
        return [said, caret].compactMap(\.self)
    }
}
