/// Part of a contract's amount that is due, or earned, by an act and not by a date.
package struct Milestone: Hashable, Sendable {
    package let key: String
    package let percent: PreciseAmount
    package let trigger: Trigger
    package internal(set) var reachedOn: CivilDate?

    /// What reaching it does.
    package struct Trigger: OptionSet, Hashable, Sendable {
        package let rawValue: Int
        package static let invoice = Trigger(rawValue: 1)
        package static let revenue = Trigger(rawValue: 2)

        package init(rawValue: Int) { self.rawValue = rawValue }
    }

    package init(
        key: String,
        percent: PreciseAmount,
        _ trigger: Trigger,
        reachedOn: CivilDate? = nil,
    ) {
        self.key = key
        self.percent = percent
        self.trigger = trigger
        self.reachedOn = reachedOn
    }
}

extension [Milestone] {
    /// What each milestone is worth of an amount, in their order: the last closes the sum if they
    /// are all of it together.
    package func parts(of amount: Money) throws(RevenueError) -> [Money] {
        let hundred = PreciseAmount(100)
        do throws(NumberError) {
            let whole = try map(\.percent).sum()
            guard whole <= hundred, !contains(where: \.percent.isNegative) else {
                throw .unusableWeights
            }
            let rest = try hundred.subtracting(whole)
            return try amount.allocatedInOrder(by: map(\.percent) + [rest]).dropLast()
        } catch {
            throw error == .unusableWeights ? .milestonesNotWhole : .number(error)
        }
    }

    /// Those that do something, in their order.
    package func acting(_ trigger: Milestone.Trigger) -> [Milestone] {
        filter { !$0.trigger.isDisjoint(with: trigger) }
    }
}
