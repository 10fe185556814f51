/// Why an account cannot be billed. The others are billed all the same.
package struct BillingProblem: Error, Hashable, Sendable {
    /// The contract's key; nil where it is the account as a whole.
    package let contract: String?
    package let item: String?
    package let cause: Cause

    package enum Cause: Error, Hashable, Sendable {
        /// Nobody has said how much tax is owed: then nothing is invoiced, rather than without.
        case noTaxRate(code: String?)
        /// Usage is priced, but of no product.
        case noProduct
        case contract(ContractError)
        case rating(RatingError)
        case credit(CreditError)
        case number(NumberError)
        /// Usage could not be found out.
        case usage(String)
    }

    /// What an error on the way means.
    init(contract: String?, item: String? = nil, _ error: any Error) {
        self.contract = contract
        self.item = item
        cause =
            switch error {
            case let error as ContractError: .contract(error)
            case let error as RatingError: .rating(error)
            case let error as NumberError: .number(error)
            case let error as CreditError: .credit(error)
            case let cause as Cause: cause
            case _: .usage("\(error)")
            }
    }

    package init(contract: String?, item: String? = nil, _ cause: Cause) {
        self.contract = contract
        self.item = item
        self.cause = cause
    }
}

extension BillingProblem: CustomStringConvertible {
    package var description: String {
        let place = [contract.map { "contract \($0)" }, item.map { "item \($0)" }]
            .compactMap(\.self).joined(separator: ", ")
        return place.isEmpty ? words : "\(place): \(words)"
    }

    private var words: String {
        switch cause {
        case .noTaxRate(let code?): "the contract has no tax rate for \(code), nor a standard one"
        case .noTaxRate(nil): "the contract has no standard tax rate"
        case .noProduct: "usage is priced, but of no product"
        case .contract(let error): "\(error)"
        case .rating(let error): "\(error)"
        case .credit(let error): "\(error)"
        case .number(let error): "\(error)"
        case .usage(let reason): "usage cannot be found out: \(reason)"
        }
    }
}
