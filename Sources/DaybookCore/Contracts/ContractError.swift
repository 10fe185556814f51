/// Why a contract cannot be made or changed so.
package enum ContractError: Error, Hashable, Sendable {
    case unknownPhase(String)
    case unknownItem(phase: String, item: String)
    case phaseExists(String)
    /// What has begun cannot be changed from before now.
    case inThePast(phase: String)
    /// A phase would begin before the one in front of it.
    case phaseWouldVanish(String)
    /// The only phase, or the last one, has no end that could be moved.
    case lastPhase(String)
    /// An item of the same key still runs when the new one begins.
    case itemOverlaps(phase: String, item: String)
    /// The contract is not running at that time.
    case notRunning
    /// It would take effect before now.
    case beforeNow
    /// It was cancelled, and nothing else can be agreed until that is taken back.
    case isCancelled
    /// It runs on for ever: there is nothing behind which it could go on.
    case noEnd
    /// The new end is not behind the old one.
    case endNotLater
    /// It has an end already, or has none to take back.
    case alreadyCancelled
    case notCancelled
    case alreadySigned
    /// Items were changed one by one, so that they no longer follow from the plan.
    case changedByHand
    /// It is on another plan, or on this version or a later one.
    case notOlder(than: PlanOrigin)
    /// No renewal was agreed, or none is left.
    case noRenewal
    case noMilestone(String)
    case milestoneReached(String)
    /// An item has more periods than anybody bills: its cadence is far too short for its time.
    case tooManyPeriods(item: String)
    /// A prorated amount has more digits than an exact number can hold.
    case amountOutOfRange
    case time(TimeError)
}

extension ContractError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownPhase(let phase): "there is no phase \(phase)"
        case .unknownItem(let phase, let item): "phase \(phase) has no item \(item)"
        case .phaseExists(let phase): "there is a phase \(phase) already"
        case .inThePast(let phase): "phase \(phase) has begun: what is past cannot be changed"
        case .phaseWouldVanish(let phase): "phase \(phase) would have no time left"
        case .lastPhase(let phase): "phase \(phase) is the last one and has no end to be moved"
        case .itemOverlaps(let phase, let item):
            "item \(item) of phase \(phase) still runs when the new one begins: remove it first"
        case .notRunning: "the contract is not running at that time"
        case .beforeNow: "that day is over, and what is past stays: name today or a later day"
        case .isCancelled: "the contract has been cancelled: take that back first"
        case .noEnd: "the contract has no end behind which it could go on"
        case .endNotLater: "the new end is not behind the one that was agreed"
        case .alreadyCancelled: "the contract has been cancelled already"
        case .notCancelled: "the contract has not been cancelled"
        case .alreadySigned: "the contract has been signed already"
        case .changedByHand:
            "items of the contract were changed one by one: change these, or take the plan anew"
        case .notOlder(let origin): "the contract is not on an earlier version of \(origin.plan)"
        case .noRenewal: "no renewal was agreed, or none is left"
        case .noMilestone(let key): "the contract has no milestone \(key)"
        case .milestoneReached(let key): "the milestone \(key) was reached already"
        case .tooManyPeriods(let item):
            "item \(item) has more than \(ContractSchedule.mostPeriods) periods"
        case .amountOutOfRange: "an amount has more digits than can be computed with"
        case .time(let error): "\(error)"
        }
    }
}
