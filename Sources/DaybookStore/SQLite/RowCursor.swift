/// The rows of a query, at one of which it stands. Its statement is free when it goes.
final class RowCursor {
    private let statement: Statement
    private let step: () throws -> Bool
    /// Whether it stands at a row: false behind the last one.
    private(set) var isAtRow = false
    /// How many rows it has stood at.
    private(set) var count = 0

    /// Stands at the first row.
    init(_ statement: Statement, _ step: @escaping () throws -> Bool) throws {
        self.statement = statement
        self.step = step
        try advance()
    }

    deinit {
        statement.reset()
    }

    /// The row at which it stands, until it goes on.
    var row: Row {
        precondition(isAtRow, "a cursor is read at a row")
        return Row(statement)
    }

    func advance() throws {
        isAtRow = try step()
        if isAtRow { count += 1 }
    }
}
