import DaybookCore
import TerminalKit

/// The sum and count of all rows of the list, a currency each, and where the cursor stands.
struct TotalsLine {
    private let state: ConsoleState

    init(_ state: ConsoleState) {
        self.state = state
    }

    func draw(on canvas: inout Canvas, _ area: Area) {
        guard !area.isEmpty else { return }
        let end = drawPlace(on: &canvas, area)
        let room = area.dropping(left: 1, right: area.endColumn - end + 1)
        guard case .counted(let totals) = state.current.totals else {
            canvas.write("counting…", column: room.column, row: room.row, in: room, .quiet)
            return
        }
        var column = room.column
        for (index, total) in totals.amounts.enumerated() {
            let left = totals.amounts.count - index
            let sum = "\(total.amount.currency.code) \(total.amount.groupedText)"
            let count = " (\(Figures.count(total.count)))"
            let more = left > 1 ? canvas.width(of: "  +\(left - 1) more") : 0
            // A sum is shown whole or not at all; that some are not shown is said.
            guard column + canvas.width(of: sum + count) + more <= room.endColumn else {
                let rest = left == totals.amounts.count ? "\(left) sums" : "+\(left) more"
                canvas.write(rest, column: column, row: room.row, in: room, .quiet)
                return
            }
            let tone: Role = total.amount.isNegative ? .bad : .primary
            column = canvas.write(sum, column: column, row: room.row, in: room, Style(tone))
            column = canvas.write(count, column: column, row: room.row, in: room, .quiet) + 2
        }
    }

    /// `12 of 1,261` at the right end.
    ///
    /// - Returns: the column it begins at.
    private func drawPlace(on canvas: inout Canvas, _ area: Area) -> Int {
        let table = state.current.table
        // While the cursor runs nobody reads the number, and it would cost as much as a row.
        if state.isRunning { return area.endColumn }
        guard let total = table.total, total > 0, table.cursor >= 0 else { return area.endColumn }
        let place = "\(Figures.count(table.cursor + 1)) of \(Figures.count(total)) "
        return canvas.write(place, endingBefore: area.endColumn, row: area.row, in: area, .quiet)
    }
}
