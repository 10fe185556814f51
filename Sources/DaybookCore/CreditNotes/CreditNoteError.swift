/// Why an invoice cannot be credited so. It names the invoice.
package struct CreditNoteError: Error, Hashable, Sendable {
    package let invoice: String
    package let problem: Problem

    package enum Problem: Hashable, Sendable {
        case noSuchLine(Int)
        case lineTwice(Int)
        /// The invoice's currency, and that of a line or amount.
        case mixedCurrencies(Currency, Currency)
        /// Zero, or of the other sign than the line.
        case unusableAmount(line: Int)
        /// A part that is not above zero and at most the whole.
        case unusablePart(TimeRatio)
        /// More than is left of the line, which it names.
        case exceedsLine(Int, rest: Money)
        case exceedsInvoice(rest: Money)
        case nothingLeft
        /// The lines chosen add up to less than nothing: that would be an invoice.
        case belowZero
        /// The stored tax is not that of the lines, which are given.
        case taxDisagrees(stored: Money, lines: Money)
        /// Something was credited since the note was made.
        case outdated
        case number(NumberError)
    }

    package init(_ invoice: String, _ problem: Problem) {
        self.invoice = invoice
        self.problem = problem
    }
}

extension CreditNoteError: CustomStringConvertible {
    package var description: String { "\(invoice): \(words)" }

    private var words: String {
        switch problem {
        case .noSuchLine(let position): "there is no line \(position)"
        case .lineTwice(let position): "line \(position) occurs twice"
        case .mixedCurrencies(let own, let other): "it is in \(own), the amount in \(other)"
        case .unusableAmount(let line):
            "the amount of line \(line) must not be zero and must have the sign of the line"
        case .unusablePart(let part):
            "\(part.numerator)/\(part.denominator) is no part: above zero, at most the whole"
        case .exceedsLine(let position, let rest): "only \(rest) of line \(position) is left"
        case .exceedsInvoice(let rest): "only \(rest) of the invoice is left"
        case .nothingLeft: "nothing is left to credit"
        case .belowZero: "the lines chosen add up to less than nothing"
        case .taxDisagrees(let stored, let lines):
            "its tax is \(stored), yet its lines make \(lines)"
        case .outdated: "something was credited since: make the credit note anew"
        case .number(let error): "\(error)"
        }
    }
}
