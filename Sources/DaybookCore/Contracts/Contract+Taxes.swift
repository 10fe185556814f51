/// What a contract charges, seen by those who tax it.
extension Contract {
    /// The tax codes of what it charges that have no rate, nil for the rate of all that has none of
    /// its own: until somebody names these, nothing of it is billed.
    ///
    /// - Parameter codesByProduct: the codes of products, for items that have none of their own
    package func codesWithoutRate(_ codesByProduct: [String: String]) -> [String?] {
        var codes: Set<String?> = []
        for item in chargedItems {
            codes.insert(item.taxCode ?? item.product.flatMap { codesByProduct[$0] })
        }
        if !commitments.isEmpty { codes.insert(nil) }
        return codes.filter { taxes.rate(of: $0) == nil }.sorted { ($0 ?? "") < ($1 ?? "") }
    }

    private var chargedItems: [PricedItem] {
        plans.flatMap(\.schedule.phases).flatMap(\.items).flatMap(\.versions).map(\.item)
            .filter { $0.terms != nil }
    }
}
