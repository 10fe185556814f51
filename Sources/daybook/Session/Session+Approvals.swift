import DaybookCore
import DaybookLive
import DaybookStore
import DaybookWire

/// Acts that may wait for a second person.
extension Session {
    /// What a command did at once, and what waits now.
    struct Performed<Answer> {
        let answer: Answer
        let entry: Int?
    }

    /// Does what may be done at once and has the rest wait, all in one change.
    ///
    /// The journal says what was done. Whether something is done at all shows only under the lock,
    /// so a change in which everything waits is made again under the name of a request.
    func performing<Answer>(
        _ act: ApprovableAct,
        note: String?,
        _ body: (Performing) throws -> Answer,
    ) throws -> Performed<Answer> {
        var asksOnly = false
        for _ in 0..<3 {
            let action = asksOnly ? Self.requestAction : act.rawValue
            do {
                let changed = try changing(action) { connection in
                    let performing = try Performing(self, note, connection)
                    let answer = try body(performing)
                    if performing.asksOnly != asksOnly { throw Misnamed() }
                    return answer
                }
                return Performed(answer: changed.answer, entry: changed.entry)
            } catch is Misnamed {
                asksOnly.toggle()
            }
        }
        throw Failure(.conflict, "what waits for approval is being changed", advice: "try again")
    }

    private struct Misnamed: Error {}

    private static var requestAction: String { "approval.request" }

    /// A change in which acts are done or asked for.
    final class Performing {
        let connection: Connection
        private let session: Session
        private let note: String?
        private let desk: ApprovalDesk
        private var hasDone = false
        private var hasAsked = false

        fileprivate var asksOnly: Bool { hasAsked && !hasDone }

        fileprivate init(_ session: Session, _ note: String?, _ connection: Connection) throws {
            (self.session, self.note, self.connection) = (session, note, connection)
            desk = try session.approvalDesk(connection)
        }

        func perform(_ request: ApprovalRequest) throws -> ApprovalDesk.Outcome {
            let outcome = try desk.perform(request, note: note, id: session.newID)
            switch outcome {
            case .done: hasDone = true
            case .waits: hasAsked = true
            }
            return outcome
        }
    }

    func approvalDesk(_ connection: Connection) throws -> ApprovalDesk {
        try ApprovalDesk(connection, clerk(connection), zone: zoneRules)
    }

    /// The option that every command has whose act may wait.
    static let noteOption = OptionSpec.value(
        "note",
        "TEXT",
        .text,
        "Why, for whoever must approve it"
    )

    // MARK: - Words

    /// Says that an act waits, and for whom.
    func report(
        _ approval: Approval,
        _ what: String,
        able: [User],
        _ members: [JSONValue.Member] = [],
        entry: Int?,
    ) throws {
        let words = "\(what) waits for approval by \(try read { try approvers(able, $0) })"
        // What a rehearsal would have asked for has no id that anybody could use.
        let isRehearsal = invocation.flag("dry-run")
        try report(
            isRehearsal ? words : "\(words): \(approval.id)",
            waitingMembers(approval) + members,
            entry: entry
        )
    }

    func waitingMembers(_ approval: Approval) -> [JSONValue.Member] {
        [
            .init("id", .string(approval.request.result.description)),
            .init("state", .string(approval.state.rawValue)),
            .init("approval", .string(approval.id.description)),
        ]
    }

    /// `anna (admin), carl (finance) or 2 others`
    func approvers(_ able: [User], _ connection: Connection) throws -> String {
        if let list = FailureReport.list(of: able) { return list }
        let isOpen = try UserRepository(connection).all().isEmpty
        return isOpen ? "somebody else" : "somebody who may, which is nobody now"
    }

    /// The approval that a word means.
    func approvalID(_ word: String) throws -> RecordID {
        guard let id = RecordID(word) else {
            throw Failure.notFound("approval", word, list: "approvals list")
        }
        return id
    }
}
