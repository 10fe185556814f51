/// Sums of minor units that cannot overflow: SQLite adds two halves in 64 bits each, and they are
/// joined in 128.
enum ExactSum {
    private static let half: Int64 = 1_000_000_000

    /// The two columns to select for an expression.
    static func columns(of expression: String) -> String {
        """
        ifnull(sum((\(expression)) / \(half)), 0), ifnull(sum((\(expression)) % \(half)), 0)
        """
    }

    static func read(_ row: Row, _ column: Int) -> Int128 {
        Int128(row.integer(column)) * Int128(half) + Int128(row.integer(column + 1))
    }
}
