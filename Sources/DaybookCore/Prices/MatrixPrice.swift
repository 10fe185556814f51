/// Unit prices by the values of dimensions: region × size, say.
package struct MatrixPrice: Hashable, Sendable {
    package let dimensions: [String]
    package let rows: [Row]
    /// What combinations cost that no row names.
    package let standard: PreciseAmount

    package struct Row: Hashable, Sendable {
        /// One value per dimension; nil stands for any.
        package let values: [String?]
        package let amount: PreciseAmount

        package init(values: [String?], amount: PreciseAmount) {
            self.values = values
            self.amount = amount
        }
    }

    package init(
        dimensions: [String],
        rows: [Row],
        standard: PreciseAmount,
    ) throws(PriceError) {
        try PriceError.requireNotNegative(standard, "defaultAmount")
        var known: Set<[String?]> = []
        for (index, row) in rows.enumerated() {
            try PriceError.requireNotNegative(row.amount, "rows[\(index)].amount")
            guard row.values.count == dimensions.count else {
                throw PriceError("rows[\(index)].values", .wrongDimensions(dimensions.count))
            }
            guard known.insert(row.values).inserted else {
                throw PriceError("rows[\(index)].values", .repeatedRow)
            }
        }
        self.dimensions = dimensions
        self.rows = rows
        self.standard = standard
    }

    init(checked dimensions: [String], _ rows: [Row], _ standard: PreciseAmount) {
        self.dimensions = dimensions
        self.rows = rows
        self.standard = standard
    }

    /// The price of a combination: the first row that fits, or the standard price.
    package func amount(of values: [String]) -> (row: Int?, amount: PreciseAmount) {
        let index = rows.firstIndex { row in
            zip(row.values, values).allSatisfy { $0 == nil || $0 == $1 }
        }
        return (index, index.map { rows[$0].amount } ?? standard)
    }
}
