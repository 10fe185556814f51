/// What OpenMeter's transitions wait for.
package enum OpenMeterGuard: String, CaseIterable, Sendable {
    case collectionTimeReached, noCriticalIssues, autoAdvanceOff, autoAdvanceOn
    case draftPeriodOver, appReleasesDraft, appReleasesIssue, everyLineDeleted, someLineKept
}

extension OpenMeterGuard: TransitionGuard {
    package func obstacle(in facts: OpenMeterCircumstances) -> OpenMeterGuard? {
        let holds =
            switch self {
            case .collectionTimeReached: facts.isCollectionTimeReached
            case .noCriticalIssues: !facts.hasCriticalIssues
            case .autoAdvanceOff: !facts.autoAdvances
            case .autoAdvanceOn: facts.autoAdvances
            case .draftPeriodOver: facts.isDraftPeriodOver && facts.autoAdvances
            case .appReleasesDraft: !facts.appHoldsDraft
            case .appReleasesIssue: !facts.appHoldsIssue
            case .everyLineDeleted: facts.isEveryLineDeleted
            case .someLineKept: !facts.isEveryLineDeleted
            }
        return holds ? nil : self
    }
}

extension OpenMeterGuard: CustomStringConvertible {
    /// What must hold.
    package var description: String {
        switch self {
        case .collectionTimeReached: "collection time reached"
        case .noCriticalIssues: "no critical validation issues"
        case .autoAdvanceOff: "auto advance disabled"
        case .autoAdvanceOn: "auto advance enabled"
        case .draftPeriodOver:
            "draft period elapsed (draftUntil reached) and auto advance enabled"
        case .appReleasesDraft: "invoicing app allows leaving draft sync"
        case .appReleasesIssue: "invoicing app allows leaving issuing sync"
        case .everyLineDeleted: "every line of the invoice is deleted"
        case .someLineKept: "at least one line is not deleted (zero totals do not matter)"
        }
    }
}
