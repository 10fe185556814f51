package import DaybookCore
internal import DaybookShapes
internal import DaybookWire

/// Changes that wait for a second person, as they lie in the ledger.
package struct ApprovalRepository {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// The approval of this id.
    package func find(_ id: RecordID) throws -> Approval? {
        try connection.first(
            "SELECT \(Self.columns) FROM approvals WHERE id = ?",
            [.id(id)]
        ) { try approval($0) }
    }

    /// The approval that waits for the same act on the same record.
    func waiting(for request: ApprovalRequest) throws -> RecordID? {
        try connection.first(
            "SELECT id FROM approvals WHERE state = 'waiting' AND kind = ? AND subject = ?",
            [.text(request.act.rawValue), .id(request.subject)]
        ) { try $0.id(0) }
    }

    func insert(_ approval: Approval) throws {
        let request = approval.request
        if let currency = request.amount?.currency {
            try CurrencyRepository(connection).insert(currency)
        }
        try connection.run(
            """
            INSERT INTO approvals (id, kind, subject, request, currency, amount, prepared_by,
                prepared_at, note, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(approval.id), .text(request.act.rawValue), .id(request.subject),
                .text(request.canonicalText), .text(request.amount?.currency.code),
                try request.amount.map { (amount) throws in try .money(amount) } ?? .null,
                .text(approval.preparedBy), .instant(approval.preparedAt), .text(approval.note),
                .text(approval.state.rawValue),
            ]
        )
    }

    /// Writes what somebody has decided.
    func update(_ approval: Approval) throws {
        let decision = approval.decision
        try connection.run(
            """
            UPDATE approvals SET state = ?2, decided_by = ?3, decided_at = ?4, reason = ?5,
                result = ?6
            WHERE id = ?1
            """,
            [
                .id(approval.id), .text(approval.state.rawValue), .text(decision?.by),
                .instant(decision?.at), .text(decision?.reason),
                .text(approval.result?.description),
            ]
        )
    }

    // MARK: - Reading

    static let columns = """
        approvals.id, approvals.kind, approvals.request, approvals.prepared_by,
            approvals.prepared_at, approvals.note, approvals.state, approvals.decided_by,
            approvals.decided_at, approvals.reason
        """

    /// How many columns that are.
    static var columnCount: Int { 10 }

    func approval(_ row: Row) throws -> Approval {
        let act: ApprovableAct = try row.choice(1)
        let request = try row.definition(2) { node in
            try ApprovalRequest(act, JSONForm(node), currency: connection.currency)
        }
        let waiting = Approval(
            id: try row.id(0),
            request,
            preparedBy: row.text(3),
            at: try row.instant(4),
            note: row.optionalText(5)
        )
        let decision = try row.optionalText(7).map { name in
            Approval.Decision(by: name, at: try row.instant(8), reason: row.optionalText(9))
        }
        guard let approval = Approval(restoring: waiting, try row.choice(6), decision) else {
            throw UnreadableValue(expected: "an approval with its decision", found: row.text(6))
        }
        return approval
    }
}

extension RecordKind {
    package static var approval: RecordKind { .init(table: "approvals", noun: "approval") }
}
