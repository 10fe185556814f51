import DaybookCore
import DaybookStore
import DaybookWire

extension FailureReport {
    /// Why a change is not asked for or not decided on.
    static func approval(_ error: ApprovalError) -> Failure {
        switch error {
        case .unknown(let id): Failure.notFound("approval", id, list: "approvals list")
        case .obstacle(let id, let obstacle): approval("\(id)", obstacle)
        case .asked(let id):
            Failure(
                .conflict,
                "the same waits for approval already: \(id)",
                advice: "`daybook approvals show \(id)` tells of it",
                instance: "\(id)"
            )
        case .unapproved(let act):
            Failure(
                .notAllowed,
                "\(act.summary) needs a second person here (`\(act.rawValue)`)",
                advice: "whoever gives the command for it asks for approval",
                instance: act.rawValue
            )
        case .gone(let noun, let name):
            Failure(
                .conflict,
                "the \(noun) \(Words.quoted(name)) is no longer there",
                instance: name
            )
        }
    }

    private static func approval(_ id: String, _ obstacle: ApprovalObstacle) -> Failure {
        switch obstacle {
        case .decided(let state, let decision):
            Failure(
                .conflict,
                "\(id) waits no more: \(words(state, decision))",
                advice: "`daybook approvals show \(id)` tells of it",
                instance: id
            )
        case .ownWork:
            Failure(
                .notAllowed,
                "whoever prepared \(id) may not approve it",
                advice: "somebody else may, or `daybook approvals withdraw \(id)` takes it back",
                instance: id
            )
        case .withdrawInstead:
            Failure(
                .notAllowed,
                "whoever prepared \(id) does not reject it",
                advice: "`daybook approvals withdraw \(id)` takes it back",
                instance: id
            )
        case .preparedBy(let name):
            Failure(
                .notAllowed,
                "only \(Words.quoted(name)) may withdraw \(id)",
                advice: "`daybook approvals reject \(id)` turns it down",
                instance: id
            )
        }
    }

    /// `approved by `carl` at 2026-11-20T10:00:00Z`
    static func words(_ state: ApprovalState, _ decision: Approval.Decision) -> String {
        let verb =
            switch state {
            case .waiting, .approved: "approved"
            case .rejected: "rejected"
            case .withdrawn: "withdrawn"
            case .undone: "taken back since it was approved"
            }
        return "\(verb) by \(Words.quoted(decision.by)) at \(decision.at.iso8601)"
    }

    /// Everything that is wrong with a plan or an add-on that shall come into force.
    static func unsound(_ plan: UnsoundPlan) -> Failure {
        let words = plan.faults.map(\.description).joined(separator: "; ")
        return Failure(.wrongUsage, "\(plan.noun) \(plan.key): \(words)", instance: plan.key)
    }
}
