import DaybookCore

extension FailureReport {
    /// Why something that was agreed, or that is sold, cannot be changed so; nil for an error of
    /// another kind.
    ///
    /// - Parameter name: what it is about: `contract C-7`
    static func agreement(_ error: any Error, of name: String? = nil) -> Failure {
        let words = name.map { "\(Words.visible($0)): " } ?? ""
        switch error {
        case let error as PlanError: return plan(error, words, name)
        case is ContractError, is VersionError:
            return Failure(.conflict, "\(words)\(error)", instance: name)
        default: return failure(of: error)
        }
    }

    /// What a plan or an add-on does not have is asked for wrongly; the rest is a matter of state.
    private static func plan(_ error: PlanError, _ words: String, _ name: String?) -> Failure {
        switch error {
        case .notSold, .unknownPhase, .unknownItem, .notOffered, .quantity, .amountOutOfRange:
            Failure(.wrongUsage, "\(words)\(error)", instance: name)
        case .unorderedQuantities, .cannotCombine, .contract:
            Failure(.conflict, "\(words)\(error)", instance: name)
        }
    }
}
