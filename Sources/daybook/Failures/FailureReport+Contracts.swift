import DaybookCore

extension FailureReport {
    /// Why something that was agreed, or that is sold, cannot be changed so; other
    /// errors in their own words.
    ///
    /// - Parameters:
    ///   - noun: what it is about: `contract`
    ///   - key: its key or number, where the words shall name it
    static func agreement(
        _ error: any Error,
        of noun: String = "",
        _ key: String? = nil,
    ) -> Failure {
        let words = key.map { "\(noun) \(Words.visible($0)): " } ?? ""
        switch error {
        case let error as PlanError: return plan(error, words, key)
        case is ContractError, is VersionError:
            return Failure(.conflict, "\(words)\(error)", instance: key)
        default: return failure(of: error)
        }
    }

    /// What a plan or an add-on does not have is asked for wrongly; the rest is a matter of state.
    private static func plan(_ error: PlanError, _ words: String, _ key: String?) -> Failure {
        switch error {
        case .notSold, .unknownPhase, .unknownItem, .notOffered, .quantity, .amountOutOfRange:
            Failure(.wrongUsage, "\(words)\(error)", instance: key)
        case .unorderedQuantities, .cannotCombine, .contract:
            Failure(.conflict, "\(words)\(error)", instance: key)
        }
    }
}
