package import DaybookCore
package import TerminalKit

/// What the reducer wants done. It is returned, never performed there.
package enum Effect: Hashable, Sendable {
    /// Opens a list anew; what the pane's older list was doing ends.
    case openList(ListID, ListScope, WordFilter)
    /// - Parameter isUrgent: they are to be seen now, and not only fetched ahead.
    case loadRows(ListID, RowRequest, isUrgent: Bool)
    case countList(ListID)
    case loadDetail(PaneID, key: String)
    /// Gives the terminal back to the shell until the process goes on.
    case suspend
    /// Draws the whole screen.
    case redraw
    case leave
}
