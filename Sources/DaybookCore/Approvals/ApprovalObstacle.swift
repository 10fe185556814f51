/// Why somebody cannot decide on an approval.
package enum ApprovalObstacle: Hashable, Sendable {
    /// Somebody has, and it stays so.
    case decided(ApprovalState, Approval.Decision)
    /// Whoever prepared it may not approve it.
    case ownWork
    /// One's own is not rejected but withdrawn.
    case withdrawInstead
    /// Only this one may withdraw it.
    case preparedBy(String)
}

/// Why a change is not asked for or not decided on.
package enum ApprovalError: Error, Hashable, Sendable {
    case unknown(String)
    case obstacle(RecordID, ApprovalObstacle)
    /// The same waits already, under this id.
    case asked(RecordID)
    /// It needs a second person, and comes on a way on which nobody is asked.
    case unapproved(ApprovableAct)
    /// What it is about is not there any more.
    case gone(noun: String, String)
}
