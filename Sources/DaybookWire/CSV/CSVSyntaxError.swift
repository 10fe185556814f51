/// What is wrong with a record of comma-separated values, and where.
package struct CSVSyntaxError: Error, Hashable, Sendable {
    package enum Reason: Error, Hashable, Sendable {
        case strayQuote
        case unclosedQuote
        case textBehindQuote
        case invalidUTF8
        case fieldCount(expected: Int, found: Int)
    }

    package let reason: Reason
    /// The line on which the record begins.
    package let line: Int
    /// The field, counted from 1.
    package let field: Int

    package init(_ reason: Reason, line: Int, field: Int) {
        self.reason = reason
        self.line = line
        self.field = field
    }
}

extension CSVSyntaxError: CustomStringConvertible {
    package var description: String { "line \(line), field \(field): \(problem)" }

    /// What is wrong, without the place.
    package var problem: String {
        switch reason {
        case .strayQuote: "a quote inside a field that is not quoted"
        case .unclosedQuote: "a quote that does not close"
        case .textBehindQuote: "text behind the closing quote"
        case .invalidUTF8: "the bytes are not UTF-8"
        case .fieldCount(let expected, let found):
            "expected \(expected) fields, found \(found)"
        }
    }
}
