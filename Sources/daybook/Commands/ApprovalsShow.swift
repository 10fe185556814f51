import DaybookCore
import DaybookShapes
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let approvalsShow = Command(
        ["approvals", "show"],
        summary: "Show one change that waits, with what it would do",
        discussion: "Of one that was decided, the journal tells what it did.",
        arguments: [ArgumentSpec("APPROVAL", "The approval's id")],
        examples: [Example("daybook approvals show ID", "What would be before and after")],
        exits: [ExitNote(.notFound, "there is no such approval")],
        run: { session in
            let word = session.invocation.argument("APPROVAL")
            let profile = try session.read { connection in
                try ApprovalProfile(session.approvalID(word), session, connection)
            }
            if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                try session.writeJSON(profile.json)
            } else if session.invocation.flag("csv") {
                try RecordOutput.write(profile.effect.changes, ApprovalEffect.fields, session)
            } else {
                try session.write(try profile.text(session))
            }
        }
    )
}

/// An approval with all that one looks at before one decides.
private struct ApprovalProfile {
    let summary: ApprovalSummary
    /// Nothing of one that was decided.
    let effect: ApprovalEffect
    /// Who could approve it, while it waits.
    let able: String?
    /// The last entry of the journal that tells of it.
    let entry: Int?

    private var approval: Approval { summary.approval }

    init(_ id: RecordID, _ session: Session, _ connection: Connection) throws {
        guard let summary = try ApprovalList(connection).find(id) else {
            throw Failure.notFound("approval", "\(id)", list: "approvals list")
        }
        self.summary = summary
        let approval = summary.approval
        let isWaiting = approval.state == .waiting
        effect =
            isWaiting
            ? try ApprovalEffect(
                approval.request,
                at: session.now(),
                on: session.today(connection),
                zone: session.zoneRules,
                connection
            ) : .none
        let desk = try session.approvalDesk(connection)
        able =
            isWaiting
            ? try session.approvers(
                desk.able(approval.request, besides: approval.preparedBy),
                connection
            ) : nil
        entry = try JournalRepository(connection).lastEntry(of: id)?.number
    }

    var json: JSONValue {
        let request = approval.request
        return .object([
            .init("id", .string(approval.id.description)),
            .init("kind", .string(request.act.rawValue)),
            .init("concerns", .string(summary.subjectName)),
            .init("subject", .string(request.subject.description)),
            .init("customer", .text(summary.customerName)),
            .init("amount", request.amount?.json ?? .null),
            .init("currency", .text(request.amount?.currency.code)),
            .init("request", request.json),
            .init("state", .string(approval.state.rawValue)),
            .init("preparedBy", .string(approval.preparedBy)),
            .init("preparedAt", .string(approval.preparedAt.iso8601)),
            .init("note", .text(approval.note)),
            .init("decidedBy", .text(approval.decision?.by)),
            .init("decidedAt", .text(approval.decision?.at.iso8601)),
            .init("reason", .text(approval.decision?.reason)),
            .init("result", .text(approval.result?.description)),
            .init(
                "changes",
                .array(effect.changes.map { .record($0, ApprovalEffect.fields) })
            ),
            .init("journal", entry.map { .integer($0) } ?? .null),
        ])
    }

    func text(_ session: Session) throws -> String {
        let words = approval.request.words(summary.subjectName)
        let title = words.prefix(1).uppercased() + words.dropFirst()
        var facts: [(name: String, value: TextTable.Cell)] = [
            ("Approval", .init(title, .heading)),
            ("State", .init("\(approval.state.rawValue): \(approval.state.summary)")),
        ]
        if let customer = summary.customerName { facts.append(("Customer", .init(customer))) }
        let moment = approval.preparedAt.iso8601
        facts.append(("Prepared", .init("by \(approval.preparedBy) at \(moment)")))
        if let note = approval.note { facts.append(("Why", .init(note))) }
        if let able { facts.append(("Waits for", .init(able))) }
        if let decision = approval.decision {
            facts.append(("Decided", .init("by \(decision.by) at \(decision.at.iso8601)")))
            if let reason = decision.reason { facts.append(("Reason", .init(reason))) }
        }
        if let entry { facts.append(("Journal", .init("entry \(entry)"))) }
        facts.append(("Id", .init(approval.id.description, .quiet)))
        let text = try RecordOutput.facts(facts, session)
        if effect.changes.isEmpty { return text }
        return try text + "\n"
            + RecordOutput.table(effect.changes, ApprovalEffect.fields, session)
    }
}
