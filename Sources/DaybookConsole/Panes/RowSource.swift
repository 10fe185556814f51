package import DaybookCore
package import TerminalKit

/// A list of records as rows of a table, whatever the records are.
package struct RowSource: Sendable {
    package let window: @Sendable (RowRequest) throws -> RowWindow
    package let survey: @Sendable (_ isCancelled: @Sendable () -> Bool) throws -> ListTotals?

    package init<Record: Sendable>(
        _ list: OpenList<Record>,
        row: @escaping @Sendable (Record) -> ListRow,
    ) {
        window = { request in
            let place: ListPlace =
                request.place < 0 ? .fromEnd(-1 - request.place) : .fromStart(request.place)
            let window = try list.window(place, request.count, request.kept)
            return RowWindow(
                place: Self.place(window.start),
                rows: window.records.map(row),
                total: window.total,
            )
        }
        survey = list.survey
    }

    private static func place(_ place: ListPlace) -> Int {
        switch place {
        case .fromStart(let index): index
        case .fromEnd(let index): -1 - index
        }
    }
}
