/// Rows that a table wants.
///
/// Places count from the start of the list, 0, 1, 2; below 0 they count from its end, -1 being
/// the last row: so the end can be shown before anybody has counted the list.
package struct RowRequest: Hashable, Sendable {
    package let place: Int
    package let count: Int
    /// A row that is to be among them: where it stands elsewhere by now, those around it are.
    package let kept: String?

    package init(place: Int, count: Int, keeping kept: String? = nil) {
        self.place = place
        self.count = count
        self.kept = kept
    }
}

/// Rows that a table got: a part of the list without gaps.
package struct RowWindow: Hashable, Sendable {
    /// The place of the first row, counted from the same end as in the request.
    package let place: Int
    package let rows: [ListRow]
    /// How many the list has, if that is known.
    package let total: Int?

    package init(place: Int, rows: [ListRow], total: Int?) {
        self.place = place
        self.rows = rows
        self.total = total
    }
}
