/// What a salvage brought over, and what not.
package struct SalvageReport: Sendable {
    package let tables: [Table]
    /// Bytes that the disk itself would not read.
    package let unreadableBytes: Int
    /// What a check of the new ledger finds, as a ledger that lacks something.
    package let problems: [String]

    package struct Table: Sendable {
        package let name: String
        package let recovered: Int
        /// Rows that were read and hold what a ledger never holds.
        package let refused: Int
        package let gaps: [Gap]

        /// Whether everything came over, as far as anybody can tell.
        package var isWhole: Bool { refused == 0 && gaps.isEmpty }

        /// How many rows lie in the gaps; nil when no index tells.
        package var missing: Int? {
            var sum = 0
            for gap in gaps {
                guard let count = gap.count else { return nil }
                sum += count
            }
            return sum
        }
    }

    /// A stretch of a table that cannot be read.
    package struct Gap: Hashable, Sendable {
        /// The row numbers it lies between; nil in tables whose rows have none.
        package let rows: ClosedRange<Int64>?
        /// How many rows an index knows of in it; nil when none can be asked.
        package let count: Int?
    }

    package var isWhole: Bool { tables.allSatisfy(\.isWhole) && problems.isEmpty }
}
