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
    }

    /// The titles of the columns and the rows below them.
    var table: Area {
        guard let list else { return Area(column: 0, row: 0, columns: 0, rows: 0) }
        if hasBoxes { return list.dropping(left: 1, top: 1, right: 1, bottom: 3) }
        return list.dropping(bottom: 1)
    }

    var visibleRows: Int { max(0, table.rows - 1) }

    /// The line of totals below the rows.
    var totals: Area {
        guard let list else { return Area(column: 0, row: 0, columns: 0, rows: 0) }
        if hasBoxes { return list.dropping(left: 1, right: 1).bottom(2).top(1) }
        return list.bottom(1)
    }

    /// What is inside the record's box.
    var record: Area {
        guard let detail else { return Area(column: 0, row: 0, columns: 0, rows: 0) }
        return hasBoxes ? detail.dropping(left: 2, top: 1, right: 2, bottom: 1) : detail
    }
}
