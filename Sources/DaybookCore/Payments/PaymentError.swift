/// Why money cannot be booked so. It names the document: the invoice's number, the payment's or
/// the credit note's.
package struct PaymentError: Error, Hashable, Sendable {
    package let document: String
    package let problem: Problem

    package enum Problem: Hashable, Sendable {
        case unknown
        case repeated
        /// Only a numbered invoice with its dates is a debt, and only one that nothing happened to.
        case notJustIssued
        /// The document's currency, and that of the amount.
        case mixedCurrencies(Currency, Currency)
        case notPositive
        /// A payment pays invoices of the customer that it came from.
        case otherCustomer
        /// More than what is not allocated, which it names.
        case exceedsUnallocated(Money)
        /// More than what of the payment is allocated to that invoice.
        case exceedsAllocated(Money)
        case aboveLimit(rest: Money, limit: Money)
        /// So much of what it pays became a credit, which stands.
        case paysForCredit(String, Money)
        /// It pays nothing any more, and the books of a closed month tell that it did.
        case isInClosedBooks
        /// Something that happened to the document later stands in the way.
        case datedTooEarly(earliest: CivilDate)
        case settlement(SettlementError)
        case number(NumberError)
    }

    package init(_ document: String, _ problem: Problem) {
        self.document = document
        self.problem = problem
    }
}

extension PaymentError: CustomStringConvertible {
    package var description: String { "\(document): \(words)" }

    private var words: String {
        switch problem {
        case .unknown: "there is no such document"
        case .repeated: "it is booked already"
        case .notJustIssued: "only an invoice that was just issued can be entered"
        case .mixedCurrencies(let own, let other): "it is in \(own), the amount in \(other)"
        case .notPositive: "the amount must be above zero"
        case .otherCustomer: "it belongs to another customer than the payment"
        case .exceedsUnallocated(let rest): "only \(rest) is not allocated"
        case .exceedsAllocated(let amount): "only \(amount) is allocated there"
        case .aboveLimit(let rest, let limit): "\(rest) is open, above the limit of \(limit)"
        case .paysForCredit(let credit, let amount):
            "\(amount) of what was paid there became the credit \(credit)"
        case .isInClosedBooks: "the books of a closed month tell what it paid"
        case .datedTooEarly(let earliest):
            "something happened to it on \(earliest.digits): this cannot be dated before"
        case .settlement(let error): "\(error)"
        case .number(let error): "\(error)"
        }
    }
}

extension CivilDate {
    /// `2025-02-20`, for an error that is read as it stands.
    var digits: String {
        let (year, month, day) = components
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
}
