/// What a price has to know of what was used.
package struct UsageQuestion: Hashable, Sendable {
    package let account: RecordID
    package let product: String
    package let period: Period<Instant>
    package let detail: Detail

    package enum Detail: Hashable, Sendable {
        case total
        /// What each event brought.
        case events
        /// What was used by the values of dimensions.
        case values([String])
    }

    package init(
        account: RecordID,
        product: String,
        period: Period<Instant>,
        detail: Detail,
    ) {
        self.account = account
        self.product = product
        self.period = period
        self.detail = detail
    }
}

extension Price {
    /// What has to be known of usage to compute it; nil where nothing is used.
    package var usageDetail: UsageQuestion.Detail? {
        switch self {
        case .flat: nil
        case .unit, .tiered, .package, .dynamic: .total
        case .percentage(let price): price.countsEvents ? .events : .total
        case .matrix(let price): .values(price.dimensions)
        }
    }
}

/// Who answers questions about usage: a store, or a test.
package struct UsageSource {
    /// What was used in a whole period.
    package let usage: (UsageQuestion) throws -> UsagePart
    /// Whether that has changed since it was billed: usage came late, or was taken back.
    package let hasChanged: (UsageQuestion) throws -> Bool

    package init(
        usage: @escaping (UsageQuestion) throws -> UsagePart,
        hasChanged: @escaping (UsageQuestion) throws -> Bool = { _ in false },
    ) {
        self.usage = usage
        self.hasChanged = hasChanged
    }
}
