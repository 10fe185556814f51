/// How many records of a list have each value of a field, the most frequent first.
package struct FrequencyTable: Hashable, Sendable {
    package let field: String
    package let rows: [Row]
    /// How many records were looked at: all of them, or those until now.
    package let counted: Int

    package struct Row: Hashable, Sendable {
        /// Empty where the records have no value.
        package let label: String
        package let share: ListShare

        package init(label: String, share: ListShare) {
            self.label = label
            self.share = share
        }
    }

    package init(field: String, rows: [Row], counted: Int) {
        self.field = field
        self.rows = rows
        self.counted = counted
    }
}

/// A part of a list: how many records, and what they come to, a currency each.
package struct ListShare: Hashable, Sendable {
    package let count: Int
    package let amounts: [CurrencyTotal]

    package init(count: Int, amounts: [CurrencyTotal]) {
        self.count = count
        self.amounts = amounts
    }

    package static var nothing: ListShare { ListShare(count: 0, amounts: []) }
}

/// How many records have each pair of values of two fields.
package struct PivotTable: Hashable, Sendable {
    package let rowField: String
    package let columnField: String
    /// In the order of their texts, as are those of the columns.
    package let rowLabels: [String]
    package let columnLabels: [String]
    /// A list for each row, in it one for each column.
    package let cells: [[ListShare]]
    package let counted: Int

    package init(
        rowField: String,
        columnField: String,
        rowLabels: [String],
        columnLabels: [String],
        cells: [[ListShare]],
        counted: Int,
    ) {
        self.rowField = rowField
        self.columnField = columnField
        self.rowLabels = rowLabels
        self.columnLabels = columnLabels
        self.cells = cells
        self.counted = counted
    }
}
