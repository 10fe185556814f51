package import DaybookCore

/// Where the rows of a pane come from.
package struct ListSource<Record: Sendable>: Sendable {
    package let open: @Sendable (ListQuery) throws -> OpenList<Record>

    package init(open: @escaping @Sendable (ListQuery) throws -> OpenList<Record>) {
        self.open = open
    }
}

/// A list in one order, under one filter.
package struct OpenList<Record: Sendable>: Sendable {
    /// Up to so many records from a place on; where a record is named that stands elsewhere, those
    /// around it.
    package let window:
        @Sendable (ListPlace, _ count: Int, _ kept: String?) throws -> ListWindow<Record>
    /// Counts the list from end to end. Stops soon when told so, with `nil`.
    package let survey: @Sendable (_ isCancelled: @Sendable () -> Bool) throws -> ListTotals?

    package init(
        window:
            @escaping @Sendable (ListPlace, _ count: Int, _ kept: String?) throws
            -> ListWindow<Record>,
        survey: @escaping @Sendable (_ isCancelled: @Sendable () -> Bool) throws -> ListTotals?,
    ) {
        self.window = window
        self.survey = survey
    }
}
