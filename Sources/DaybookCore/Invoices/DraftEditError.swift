/// Why a draft cannot be changed so.
package enum DraftEditError: Error, Hashable, Sendable {
    case noLine(Int)
    /// The line follows from a contract.
    case fromContract(Int)
    case noTitle
    case tooLong(String, most: Int)
    case noAmount
    case negativePrice(PreciseAmount)
    case disagrees(said: Money, computed: Money)
    case amountOfNothing(Money)
    /// Nothing says at which rate the line is taxed.
    case noTax
    case negativeTax(PreciseAmount)
    case otherCurrency(Currency, Currency)
    case number(NumberError)
}

extension DraftEditError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noLine(let position): "there is no line \(position)"
        case .fromContract(let position):
            "line \(position) follows from a contract: only its title can be written by hand"
        case .noTitle: "a line has a title"
        case .tooLong(let field, let most): "\(field) has more than \(most) bytes"
        case .noAmount: "a line has an amount, or a price for one"
        case .negativePrice(let price): "the price of one is never below zero, and \(price) is"
        case .disagrees(let said, let computed):
            "the quantity at the price comes to \(computed), not to \(said)"
        case .amountOfNothing(let amount): "a quantity of 0 does not come to \(amount)"
        case .noTax: "nothing says at which rate the line is taxed"
        case .negativeTax(let percent): "a tax is never below zero, and \(percent) is"
        case .otherCurrency(let own, let other): "the invoice is in \(own), not in \(other)"
        case .number(let error): "the amounts cannot be added up: \(error)"
        }
    }
}
