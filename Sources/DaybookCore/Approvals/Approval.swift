/// A change that waits for a second person, or waited.
package struct Approval: Hashable, Sendable {
    package let id: RecordID
    package let request: ApprovalRequest
    package let preparedBy: String
    package let preparedAt: Instant
    /// Why somebody asks for it.
    package let note: String?
    package private(set) var state: ApprovalState
    package private(set) var decision: Decision?

    /// Who decided, when, and why.
    package struct Decision: Hashable, Sendable {
        package let by: String
        package let at: Instant
        package let reason: String?

        package init(by name: String, at moment: Instant, reason: String?) {
            (self.by, self.at, self.reason) = (name, moment, reason)
        }
    }

    /// One that begins to wait.
    package init(
        id: RecordID,
        _ request: ApprovalRequest,
        preparedBy name: String,
        at moment: Instant,
        note: String?,
    ) {
        self.id = id
        self.request = request
        preparedBy = name
        preparedAt = moment
        self.note = note
        state = .waiting
    }

    /// As it was kept; nil where it cannot have come about.
    package init?(
        restoring waiting: Approval,
        _ state: ApprovalState,
        _ decision: Decision?,
    ) {
        guard (state == .waiting) == (decision == nil) else { return nil }
        self = waiting
        (self.state, self.decision) = (state, decision)
    }

    /// The record that is new or other since it was approved; nil for what was never done.
    package var result: RecordID? {
        switch state {
        case .approved, .undone: request.result
        case .waiting, .rejected, .withdrawn: nil
        }
    }

    // MARK: - Deciding

    /// What can be done to one that waits.
    package enum Act: CaseIterable, Sendable {
        case approve, reject, withdraw
    }

    /// Why somebody cannot decide so; nil where nothing of this stands in the way. Permissions and
    /// limits are asked about elsewhere.
    package func obstacle(to act: Act, by name: String) -> ApprovalObstacle? {
        if let decision { return .decided(state, decision) }
        let isOwn = Self.isSame(name, preparedBy)
        return switch act {
        case .approve: isOwn ? .ownWork : nil
        case .reject: isOwn ? .withdrawInstead : nil
        case .withdraw: isOwn ? nil : .preparedBy(preparedBy)
        }
    }

    package mutating func decide(
        _ act: Act,
        _ decision: Decision,
    ) throws(ApprovalError) {
        if let obstacle = obstacle(to: act, by: decision.by) { throw .obstacle(id, obstacle) }
        self.decision = decision
        state =
            switch act {
            case .approve: .approved
            case .reject: .rejected
            case .withdraw: .withdrawn
            }
    }

    /// No two users have names that differ in case alone: a name in another case is no second
    /// person.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        one.lowercased() == other.lowercased()
    }
}
