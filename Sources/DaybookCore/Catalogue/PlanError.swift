/// Why a plan cannot be taken so.
package enum PlanError: Error, Hashable, Sendable {
    /// There is no price in the contract's currency.
    case notSold(item: String, Currency)
    case unknownPhase(String)
    /// An override names an item that the plan does not have there.
    case unknownItem(String)
    /// The plan does not offer the add-on.
    case notOffered(addOn: String)
    /// More of an add-on than the plan allows, or less than none.
    case quantity(addOn: String, Int, most: Int?)
    /// Quantities of an add-on change at times that are not in order.
    case unorderedQuantities(addOn: String)
    /// Two prices, or entitlements, of one item that cannot be added up.
    case cannotCombine(item: String)
    case amountOutOfRange
    case contract(ContractError)
}

extension PlanError {
    /// Does what a contract may refuse.
    static func wrapping<Result>(
        _ body: () throws(ContractError) -> Result
    ) throws(PlanError) -> Result {
        do throws(ContractError) { return try body() } catch { throw .contract(error) }
    }
}

extension PlanError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notSold(let item, let currency): "\(item) has no price in \(currency)"
        case .unknownPhase(let phase): "the plan has no phase \(phase)"
        case .unknownItem(let item): "the plan has no item \(item) there"
        case .notOffered(let addOn): "the plan does not offer the add-on \(addOn)"
        case .quantity(let addOn, let quantity, let most):
            most.map { "the add-on \(addOn) can be taken 0 to \($0) times, not \(quantity)" }
                ?? "the add-on \(addOn) cannot be taken \(quantity) times"
        case .unorderedQuantities(let addOn):
            "the quantities of the add-on \(addOn) are not in order of time"
        case .cannotCombine(let item):
            "the price or entitlement of \(item) in the add-on does not fit the plan's"
        case .amountOutOfRange: "an amount has more digits than can be computed with"
        case .contract(let error): "\(error)"
        }
    }
}
