import DaybookCore
import TerminalKit

/// The sums and counts of all rows of the list, a currency each.
struct TotalsLine {
    private let state: ConsoleState

    init(_ state: ConsoleState) {
        self.state = state
    }

    private struct Sum {
        let text: String
        let count: String
        let tone: Role
        let width: Int
    }

    private static let gap = 2

    private var sums: [Sum] {
        guard case .counted(let totals) = state.current.totals else { return [] }
        return totals.amounts.map { total in
            let text = "\(total.amount.currency.code) \(total.amount.groupedText)"
            let count = " (\(Figures.count(total.count)))"
            return Sum(
                text: text,
                count: count,
                tone: total.amount.isNegative ? .bad : .primary,
                width: VisibleText(text + count, for: state.profile).width,
            )
        }
    }

    /// How many lines it takes to show all sums.
    func rows(in columns: Int) -> Int {
        lines(of: sums, Area(column: 0, row: 0, columns: columns, rows: 100)).count
    }

    /// The sums line by line.
    private func lines(of sums: [Sum], _ area: Area) -> [[Sum]] {
        var lines: [[Sum]] = [[]]
        var left = area.columns - 1
        for sum in sums {
            if sum.width > left && !lines[lines.count - 1].isEmpty {
                lines.append([])
                left = area.columns - 1
            }
            lines[lines.count - 1].append(sum)
            left -= sum.width + Self.gap
        }
        return lines
    }

    func draw(on canvas: inout Canvas, _ area: Area) {
        guard !area.isEmpty else { return }
        guard case .counted = state.current.totals else {
            canvas.write("counting…", column: area.column + 1, row: area.row, in: area, .quiet)
            return
        }
        let lines = lines(of: sums, area)
        for (index, line) in lines.prefix(area.rows).enumerated() {
            let hidden = lines.dropFirst(index + 1).reduce(0) { $0 + $1.count }
            let isLast = index == area.rows - 1
            draw(
                line,
                hidden: isLast ? hidden : 0,
                on: &canvas,
                area.row(index)
            )
        }
    }

    /// - Parameter hidden: how many sums do not fit any more; that is said in place of the last.
    private func draw(
        _ line: [Sum],
        hidden: Int,
        on canvas: inout Canvas,
        _ area: Area,
    ) {
        let room = area.dropping(left: 1)
        var column = room.column
        for (index, sum) in line.enumerated() {
            let left = line.count - index + hidden
            let more = left > 1 && hidden > 0 ? "  +\(left - 1) more".utf8.count : 0
            // A sum is shown whole or not at all.
            guard column + sum.width + more <= room.endColumn else {
                let rest = index > 0 ? "+\(left) more" : left == 1 ? "1 sum" : "\(left) sums"
                canvas.write(rest, column: column, row: room.row, in: room, .quiet)
                return
            }
            column = canvas.write(
                sum.text,
                column: column,
                row: room.row,
                in: room,
                Style(sum.tone)
            )
            column = canvas.write(sum.count, column: column, row: room.row, in: room, .quiet)
            column += Self.gap
        }
        guard hidden > 0 else { return }
        canvas.write("+\(hidden) more", column: column, row: room.row, in: room, .quiet)
    }
}
