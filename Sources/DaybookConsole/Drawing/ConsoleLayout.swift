import TerminalKit

/// Where everything stands on a screen of one size. What is drawn and what is clicked agree,
/// because both ask here.
struct ConsoleLayout {
    let identity: Area
    let keys: Area
    /// The box, if there is room for one, with the places of its panes.
    let box: (frame: BoxFrame, area: Area)?
    /// The list with its totals; nil while the record has the whole screen.
    let list: Area?
    /// The titles of the columns and the rows below them.
    let table: Area
    let totals: Area
    /// What is inside the record's pane; nil while it is not seen.
    let record: Area?

    /// From here on the record stands beside the list.
    static func splits(_ size: GridSize) -> Bool { size.columns > 100 }

    /// The list needs some columns to be of use, and more than its half it does not need: beside
    /// it, the lines of an invoice are worth more than its rarer columns.
    private static func listColumns(of columns: Int) -> Int {
        max(columns / 2, min(80, columns - 40))
    }

    /// Below a filter that is typed stands what helps with it.
    private static func keyRows(_ state: ConsoleState) -> Int {
        if case .filtering = state.overlay { PromptLine.rows(on: state.size) } else { 1 }
    }

    private static let nowhere = Area(column: 0, row: 0, columns: 0, rows: 0)

    init(_ state: ConsoleState) {
        let screen = state.size.area
        identity = screen.top(1)
        let keyRows = Self.keyRows(state)
        keys = screen.rows > 1 ? screen.bottom(keyRows) : screen.bottom(0)
        let body = screen.dropping(top: 1, bottom: keyRows)
        // Lines are drawn only where there is room to waste, and without them nothing parts two
        // halves. They do not come and go with the prompt.
        let hasBox = screen.rows >= 12 && body.columns >= 44
        let isSplit = hasBox && Self.splits(state.size) && !state.isZoomed
        let showsList = isSplit || state.focus == .list
        let showsRecord = isSplit || state.focus == .detail
        let listColumns = isSplit ? Self.listColumns(of: body.columns) - 2 : body.columns - 2
        // Sums of many currencies may take some of the rows, but never many.
        let wanted = TotalsLine(state).rows(in: hasBox ? listColumns : body.columns)
        let totalsRows = body.rows < 3 ? 0 : max(1, min(wanted, body.rows / 7))

        guard hasBox else {
            box = nil
            list = showsList ? body : nil
            table = showsList ? body.dropping(bottom: totalsRows) : Self.nowhere
            totals = showsList ? body.bottom(totalsRows) : Self.nowhere
            record = showsRecord ? body : nil
            return
        }
        var panes: [BoxPane] = []
        if showsList {
            var pane = BoxPane()
            pane.columns = listColumns
            pane.dividers = [.above(totalsRows)]
            panes.append(pane)
        }
        if showsRecord { panes.append(BoxPane()) }
        let frame = BoxFrame(panes)
        box = (frame, body)
        let parts = showsList ? frame.parts(0, of: body) : []
        table = parts.first ?? Self.nowhere
        totals = parts.last ?? Self.nowhere
        list = showsList ? frame.inside(0, of: body) : nil
        record =
            showsRecord
            ? frame.inside(panes.count - 1, of: body).dropping(left: 1, right: 1) : nil
    }

    var visibleRows: Int { max(0, table.rows - 1) }

    /// Where the record's name stands; its parts are named above, in the box or in a line.
    var recordHead: Area { record?.row(box == nil ? 1 : 0) ?? Self.nowhere }
    var recordBody: Area { record?.dropping(top: 2) ?? Self.nowhere }

    /// Where the names of the record's parts stand.
    func recordTabs(_ tabs: Tabs, _ profile: TextProfile) -> Area {
        guard let record else { return Self.nowhere }
        guard let (frame, area) = box else { return record.top(1) }
        var named = frame
        let last = frame.panes.count - 1
        named.panes[last].title = .tabs(tabs)
        return named.titleArea(last, of: area, profile)
    }
}
