package import DaybookCore
package import TerminalKit

/// What has happened.
package enum Action: Sendable {
    case started
    case keyPressed(KeyPress)
    case pasted(String, isCut: Bool)
    case mouseActed(MouseEvent)
    case resized(GridSize)
    /// The clock has reached what something waited for.
    case timePassed
    /// Somebody has committed something, perhaps in another process.
    case ledgerChanged
    case rowsLoaded(ListID, RowRequest, RowWindow)
    case rowsFailed(ListID, Explanation)
    case listCounted(ListID, ListTotals)
    case countFailed(ListID, Explanation)
    case detailLoaded(PaneID, key: String, Detail)
    case detailFailed(PaneID, key: String, Explanation)
    case filtersRead(FilteredList, FilterBook)
    case filtersFailed(FilteredList, Explanation)
    case valuesFound(FilterQuestion, [String])
}

/// One opening of a pane's list.
package struct ListID: Hashable, Sendable {
    package let pane: PaneID
    package let opening: Int

    package init(pane: PaneID, opening: Int) {
        self.pane = pane
        self.opening = opening
    }
}
