/// How many cells a screen has.
package struct GridSize: Hashable, Sendable {
    package let columns: Int
    package let rows: Int

    /// No terminal is larger; sizes beyond come from broken reports.
    private static let most = 2000

    package init(columns: Int, rows: Int) {
        self.columns = min(max(columns, 0), Self.most)
        self.rows = min(max(rows, 0), Self.most)
    }

    /// All of it.
    package var area: Area { Area(column: 0, row: 0, columns: columns, rows: rows) }
}

extension GridSize: CustomStringConvertible {
    package var description: String { "\(columns)×\(rows)" }
}
