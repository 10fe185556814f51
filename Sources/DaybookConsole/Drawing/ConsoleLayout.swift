import TerminalKit

/// Where everything stands on a screen of one size. What is drawn and what is clicked agree,
/// because both ask here.
struct ConsoleLayout {
    let identity: Area
    /// The box of the list, or nil while the record has the whole screen.
    let list: Area?
    /// The box of the record.
    let detail: Area?
    let keys: Area
    /// Boxes are drawn only where there is room to waste.
    let hasBoxes: Bool
    /// How many lines the totals have.
    private let totalsRows: Int

    /// From here on the record stands beside the list.
    static func splits(_ size: GridSize) -> Bool { size.columns > 100 }

    /// The list needs some columns to be of use, and more than its half it does not need: beside
    /// it, the lines of an invoice are worth more than its rarer columns.
    private static func listColumns(of columns: Int) -> Int {
        max(columns / 2, min(80, columns - 40))
    }

    init(_ state: ConsoleState) {
        let screen = state.size.area
        identity = screen.top(1)
        keys = screen.rows > 1 ? screen.bottom(1) : screen.bottom(0)
        let body = screen.dropping(top: 1, bottom: 1)
        hasBoxes = body.rows >= 10 && body.columns >= 44
        if Self.splits(state.size) && !state.isZoomed {
            // The boxes share the line between them.
            let width = Self.listColumns(of: body.columns)
            list = body.left(width)
            detail = body.dropping(left: width - 1)
        } else if state.focus == .detail {
            list = nil
            detail = body
        } else {
            list = body
            detail = nil
        }
        // Sums of many currencies may take some of the rows, but never many.
        let width = (list?.columns ?? 0) - (hasBoxes ? 2 : 0)
        let wanted = TotalsLine(state).rows(in: width)
        totalsRows = max(1, min(wanted, body.rows / 7))
    }

    private static let nowhere = Area(column: 0, row: 0, columns: 0, rows: 0)

    /// The titles of the columns and the rows below them.
    var table: Area {
        guard let list else { return Self.nowhere }
        if !hasBoxes { return list.dropping(bottom: totalsRows) }
        return list.dropping(left: 1, top: 1, right: 1, bottom: totalsRows + 2)
    }

    var visibleRows: Int { max(0, table.rows - 1) }

    /// The line between the rows and their totals.
    var dividerRow: Int { table.endRow }

    /// The totals below the rows.
    var totals: Area {
        guard let list else { return Self.nowhere }
        if !hasBoxes { return list.bottom(totalsRows) }
        return list.dropping(left: 1, right: 1, bottom: 1).bottom(totalsRows)
    }

    /// What is inside the record's box.
    var record: Area {
        guard let detail else { return Self.nowhere }
        return hasBoxes ? detail.dropping(left: 2, top: 1, right: 2, bottom: 1) : detail
    }
}
