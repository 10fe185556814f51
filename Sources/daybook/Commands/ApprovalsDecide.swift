import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let approvalsApprove = Command(
        ["approvals", "approve"],
        summary: "Approve changes that wait: they then take place",
        discussion: """
            Whoever prepared a change may not approve it: the store keeps that too. One needs the \
            permission that the change itself needs, and limits hold as if one made it oneself. \
            What cannot be done any more is refused with the reason, and waits on.

            Of several, all take place or none. What is taken back later with `undo` does not wait \
            again: whoever still wants it asks anew.
            """,
        arguments: [approvalArgument],
        options: [.flag("dry-run", "Say what would happen and change nothing")],
        examples: [
            Example("daybook approvals approve ID", "It takes place"),
            Example("daybook approvals approve ID --dry-run", "Whether it still can"),
        ],
        exits: decisionExits + [ExitNote(.conflict, "it was decided, or cannot be done any more")],
        run: { session in
            let kinds = try session.read { connection in
                try session.approvals(connection).map(\.request.act.rawValue)
            }
            // The journal calls an act the same whether it waited or not; where there are several,
            // each is told by its approval.
            let action = Set(kinds).count == 1 ? kinds[0] : "approval.approve"
            try session.decide(action) { try $0.approve($1).approval }
        }
    )

    static let approvalsReject = Command(
        ["approvals", "reject"],
        summary: "Turn changes down that wait",
        discussion: "It stays so: whoever still wants the change asks anew.",
        arguments: [approvalArgument],
        options: [
            .value("reason", "TEXT", .text, "Why", isRequired: true),
            .flag("dry-run", "Say what would happen and change nothing"),
        ],
        examples: [
            Example("daybook approvals reject ID --reason 'was our fault once'", "No credit")
        ],
        exits: decisionExits + [ExitNote(.conflict, "it was decided already")],
        run: { session in
            let reason = session.invocation.certainText("reason")
            guard !reason.isEmpty else {
                throw Failure(.wrongUsage, "say why it is rejected", advice: "with --reason")
            }
            try session.decide("approval.reject") { try $0.reject($1, reason: reason) }
        }
    )

    static let approvalsWithdraw = Command(
        ["approvals", "withdraw"],
        summary: "Take back what one has asked for, while it waits",
        arguments: [approvalArgument],
        options: [.flag("dry-run", "Say what would happen and change nothing")],
        examples: [Example("daybook approvals withdraw ID", "It is not needed any more")],
        exits: decisionExits + [ExitNote(.conflict, "it was decided already")],
        run: { session in try session.decide("approval.withdraw") { try $0.withdraw($1) } }
    )

    private static let approvalArgument = ArgumentSpec(
        "APPROVAL",
        "The approval's id",
        count: .atLeastOne
    )

    private static let decisionExits = [
        ExitNote(.notFound, "there is no such approval"),
        ExitNote(.notAllowed, "whoever acts may not decide on it"),
    ]
}

extension Session {
    /// The approvals that the command line names.
    fileprivate func approvals(_ connection: Connection) throws -> [Approval] {
        try invocation.argumentList("APPROVAL").map { word in
            guard let approval = try ApprovalRepository(connection).find(approvalID(word)) else {
                throw Failure.notFound("approval", word, list: "approvals list")
            }
            return approval
        }
    }

    /// Decides on each approval that the command line names, all in one change.
    fileprivate func decide(
        _ action: String,
        _ perform: (ApprovalDesk, RecordID) throws -> Approval,
    ) throws {
        let changed = try changing(action) { connection in
            let desk = try approvalDesk(connection)
            return try approvals(connection).map { approval in
                Decided(
                    approval: try perform(desk, approval.id),
                    name: try ApprovalList(connection).find(approval.id)?.subjectName ?? ""
                )
            }
        }
        let decided = changed.answer
        let sentence = decided.map(\.sentence).joined(separator: "; ")
        if decided.count == 1 {
            return try report(sentence, decided[0].members, entry: changed.entry)
        }
        try report(
            sentence,
            [.init("items", .array(decided.map { .object($0.members) }))],
            entry: changed.entry
        )
    }
}

/// What became of an approval.
private struct Decided {
    let approval: Approval
    /// What people call the record that it concerns.
    let name: String

    var sentence: String {
        "\(approval.request.words(name)) is \(approval.state.rawValue)"
    }

    var members: [JSONValue.Member] {
        [
            .init("id", .string(approval.id.description)),
            .init("state", .string(approval.state.rawValue)),
            .init("kind", .string(approval.request.act.rawValue)),
            .init("result", .text(approval.result?.description)),
        ]
    }
}
