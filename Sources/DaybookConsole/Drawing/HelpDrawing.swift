import TerminalKit

/// Help above everything else.
struct HelpDrawing {
    private let sheet: HelpSheet

    init(_ sheet: HelpSheet) {
        self.sheet = sheet
    }

    /// Its place; it is wide enough for reasons, and leaves the line that says which ledger it is.
    static func area(in size: GridSize) -> Area {
        size.area.dropping(top: 1).centred(columns: 84, rows: min(size.rows - 1, 32))
    }

    func frame(over canvas: Canvas) -> Frame {
        var canvas = canvas
        let area = Self.area(in: canvas.grid.size)
        sheet.draw(into: &canvas.grid, area, canvas.profile, isFocused: true)
        return Frame(canvas.grid, caret: sheet.caret(in: area, canvas.profile))
    }
}
