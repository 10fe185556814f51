extension LedgerHealth {
    /// What must hold of changes that wait for a second person, or waited.
    static let approvalRules: [(name: String, violations: String)] = [
        (
            "no approval was decided by whoever prepared it",
            """
            SELECT row FROM approvals WHERE state IN ('approved', 'rejected', 'undone')
                AND decided_by = prepared_by COLLATE NOCASE
            """
        ),
        (
            "an approval is withdrawn by whoever prepared it alone",
            """
            SELECT row FROM approvals WHERE state = 'withdrawn'
                AND decided_by <> prepared_by COLLATE NOCASE
            """
        ),
        (
            "what was approved was done",
            """
            SELECT row FROM approvals WHERE state = 'approved' AND result NOT IN (
                SELECT id FROM credits UNION ALL SELECT id FROM invoices
                UNION ALL SELECT id FROM plans UNION ALL SELECT id FROM add_ons
                UNION ALL SELECT id FROM contracts UNION ALL SELECT id FROM refunds
                UNION ALL SELECT id FROM credit_notes)
            """
        ),
        (
            "nothing of a credit that is not approved takes place",
            """
            SELECT approvals.row FROM approvals
                JOIN credits ON credits.id = json_extract(request, '$.id')
            WHERE kind = 'credit.grant' AND state <> 'approved'
            """
        ),
        (
            "nothing of a refund that is not approved takes place",
            """
            SELECT approvals.row FROM approvals
                JOIN refunds ON refunds.id = json_extract(request, '$.id')
            WHERE kind = 'payment.refund' AND state <> 'approved'
            """
        ),
        (
            "no credit note is issued that is not approved",
            """
            SELECT approvals.row FROM approvals
                JOIN credit_notes ON credit_notes.id = json_extract(request, '$.id')
            WHERE kind = 'credit-note.create' AND state <> 'approved'
            """
        ),
    ]
}
