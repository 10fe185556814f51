package import DaybookCore
package import TerminalKit

/// What the reducer wants done. It is returned, never performed there.
package enum Effect: Hashable, Sendable {
    /// Opens a list anew; what the pane's older list was doing ends.
    case openList(ListID, ListScope, ListFilter)
    /// - Parameter isUrgent: they are to be seen now, and not only fetched ahead.
    case loadRows(ListID, RowRequest, isUrgent: Bool)
    case countList(ListID)
    case loadDetail(PaneID, key: String)
    /// Reads the saved filters of a list, which a prompt may name.
    case readFilters(FilteredList)
    /// Looks for values that complete a filter; what was asked before is of no use any more.
    case findValues(FilterQuestion)
    /// Gives the terminal back to the shell until the process goes on.
    case suspend
    /// Draws the whole screen.
    case redraw
    case leave
}
