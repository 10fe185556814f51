/// The row at which a statement stands. It must not outlive its step: reading it later traps.
package struct Row {
    private let statement: Statement
    private let step: Int
    /// Columns in front that are not this reader's.
    private let offset: Int

    init(_ statement: Statement) {
        self.init(statement, step: statement.stepCount, offset: 0)
    }

    private init(_ statement: Statement, step: Int, offset: Int) {
        self.statement = statement
        self.step = step
        self.offset = offset
    }

    /// The row without its first columns, for a reader who counts from nought.
    func dropping(_ columns: Int) -> Row {
        Row(statement, step: step, offset: offset + columns)
    }

    private func checked(_ column: Int) -> Int32 {
        precondition(step == statement.stepCount, "a row is read after its step: \(statement.sql)")
        return Int32(offset + column)
    }

    /// How SQLite stores a value. Ledgers hold no floating-point numbers; a file that somebody
    /// changed may.
    package enum Storage {
        case null, integer, text, blob, real
    }

    package func storage(_ column: Int) -> Storage { statement.storage(checked(column)) }
    package func isNull(_ column: Int) -> Bool { storage(column) == .null }
    package func integer(_ column: Int) -> Int64 { statement.integer(checked(column)) }
    package func text(_ column: Int) -> String { statement.text(checked(column)) }

    /// Hands out the bytes of a text, none for NULL, for the length of the call.
    func withText<Answer>(_ column: Int, _ body: (borrowing Span<UInt8>) -> Answer) -> Answer {
        statement.withText(checked(column), body)
    }

    package func blob(_ column: Int) -> [UInt8] { statement.blob(checked(column)) }

    /// The bytes of a text or blob where they lie, for as long as the call takes.
    func withBytes<Answer>(_ column: Int, _ body: (Span<UInt8>) -> Answer) -> Answer {
        statement.withBytes(checked(column), body)
    }

    package func optionalText(_ column: Int) -> String? {
        isNull(column) ? nil : text(column)
    }

    package func optionalInteger(_ column: Int) -> Int64? {
        isNull(column) ? nil : integer(column)
    }
}
