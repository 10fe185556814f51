/// A mark at which somebody wants to be told of usage, or of what is left.
package struct BalanceThreshold: Hashable, Sendable {
    package let kind: Kind
    package let value: PreciseAmount

    /// Two of the names are old ones for the same.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case usageValue = "usage_value"
        case usagePercentage = "usage_percentage"
        case balanceValue = "balance_value"
        case number = "NUMBER"
        case percent = "PERCENT"
    }

    package init(_ kind: Kind, _ value: PreciseAmount) throws(BalanceThresholdError) {
        guard !value.isNegative else { throw .negativeThreshold }
        self.kind = kind
        self.value = value
    }
}

/// What thresholds are held against.
package struct ThresholdFigures: Hashable, Sendable {
    package let balance: PreciseAmount
    package let usage: PreciseAmount
    /// What the grants of the period were good for.
    package let totalAvailable: PreciseAmount

    package init(
        balance: PreciseAmount,
        usage: PreciseAmount,
        overage: PreciseAmount,
        totalAvailable: PreciseAmount,
    ) throws(BalanceThresholdError) {
        guard !balance.isPositive || !overage.isPositive else { throw .balanceWithOverage }
        self.balance = balance
        self.usage = usage
        self.totalAvailable = totalAvailable
    }
}

/// Why thresholds cannot be held against figures.
package enum BalanceThresholdError: Error, Hashable, Sendable {
    case negativeThreshold
    /// Something is left although something is owed: the figures are wrong.
    case balanceWithOverage
    case number(NumberError)
}

extension BalanceThresholdError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .negativeThreshold: "a threshold is not below zero"
        case .balanceWithOverage: "nothing is left of a balance while there is overage"
        case .number(let error): "\(error)"
        }
    }
}

/// The thresholds to tell of: of those passed the one that says most, for usage and for what is
/// left.
package struct PassedThresholds: Hashable, Sendable {
    package private(set) var usage: BalanceThreshold?
    package private(set) var balance: BalanceThreshold?

    /// Without grants there is nothing to hold usage against: not even a threshold of zero counts
    /// as passed while the grants are still being issued.
    package init(
        of thresholds: [BalanceThreshold],
        by figures: ThresholdFigures,
    ) throws(BalanceThresholdError) {
        guard figures.totalAvailable.isPositive else { return }
        var highest: PreciseAmount?
        for threshold in thresholds {
            switch threshold.kind {
            case .balanceValue:
                guard Self.isPassed(threshold.value, byBalance: figures.balance) else { continue }
                if balance.map({ threshold.value < $0.value }) ?? true { balance = threshold }
            case .usageValue, .number, .usagePercentage, .percent:
                let mark = try Self.mark(of: threshold, figures)
                guard mark < figures.usage else { continue }
                // Of two marks at the same usage the percentage says more.
                let says = highest.map { mark > $0 || (mark == $0 && threshold.isShare) } ?? true
                if says { (usage, highest) = (threshold, mark) }
            }
        }
    }

    /// A balance passes a threshold on its way down; none can fall below zero.
    private static func isPassed(_ value: PreciseAmount, byBalance balance: PreciseAmount) -> Bool {
        value.isZero ? balance <= value : balance < value
    }

    /// The usage at which a threshold lies.
    private static func mark(
        of threshold: BalanceThreshold,
        _ figures: ThresholdFigures,
    ) throws(BalanceThresholdError) -> PreciseAmount {
        guard threshold.isShare else { return threshold.value }
        do {
            let hundredth = try PreciseAmount(coefficient: 1, scale: 2)
            return try figures.totalAvailable.multiplied(by: threshold.value)
                .multiplied(by: hundredth)
        } catch {
            throw .number(error)
        }
    }
}

extension BalanceThreshold {
    /// Whether its value is a part in a hundred of all that was granted.
    fileprivate var isShare: Bool {
        switch kind {
        case .usagePercentage, .percent: true
        case .usageValue, .number, .balanceValue: false
        }
    }
}
