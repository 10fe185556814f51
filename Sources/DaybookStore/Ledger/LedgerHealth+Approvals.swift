extension LedgerHealth {
    /// The record that an approval is to make; none where what was asked cannot be read.
    private static var requested: String {
        "json_extract(iif(json_valid(request), request, '{}'), '$.id')"
    }

    /// What must hold of changes that wait for a second person, or waited.
    static let approvalRules: [LedgerRule] = [
        LedgerRule(
            "what an approval asks for can be read",
            .approval,
            "SELECT row FROM approvals WHERE NOT json_valid(request)"
        ),
        LedgerRule(
            "no approval was decided by whoever prepared it",
            .approval,
            """
            SELECT row FROM approvals WHERE state IN ('approved', 'rejected', 'undone')
                AND decided_by = prepared_by COLLATE NOCASE
            """
        ),
        LedgerRule(
            "an approval is withdrawn by whoever prepared it alone",
            .approval,
            """
            SELECT row FROM approvals WHERE state = 'withdrawn'
                AND decided_by <> prepared_by COLLATE NOCASE
            """
        ),
        LedgerRule(
            "what was approved was done",
            .approval,
            """
            SELECT row FROM approvals WHERE state = 'approved' AND result NOT IN (
                SELECT id FROM credits UNION ALL SELECT id FROM invoices
                UNION ALL SELECT id FROM plans UNION ALL SELECT id FROM add_ons
                UNION ALL SELECT id FROM contracts UNION ALL SELECT id FROM refunds
                UNION ALL SELECT id FROM credit_notes)
            """
        ),
        LedgerRule(
            "nothing of a credit that is not approved takes place",
            .approval,
            """
            SELECT approvals.row FROM approvals
                JOIN credits ON credits.id = \(requested)
            WHERE kind = 'credit.grant' AND state <> 'approved'
            """
        ),
        LedgerRule(
            "nothing of a refund that is not approved takes place",
            .approval,
            """
            SELECT approvals.row FROM approvals
                JOIN refunds ON refunds.id = \(requested)
            WHERE kind = 'payment.refund' AND state <> 'approved'
            """
        ),
        LedgerRule(
            "no credit note is issued that is not approved",
            .approval,
            """
            SELECT approvals.row FROM approvals
                JOIN credit_notes ON credit_notes.id = \(requested)
            WHERE kind = 'credit-note.create' AND state <> 'approved'
            """
        ),
    ]
}
