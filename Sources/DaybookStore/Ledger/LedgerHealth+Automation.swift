extension LedgerHealth {
    /// What must hold of work that goes by itself. None of it is journalled, so that nobody else
    /// would find it out.
    static let automationRules: [LedgerRule] = [
        LedgerRule(
            "a job counts no more than there is, and lists no more than failed",
            .job,
            """
            SELECT row FROM jobs WHERE done + failed > total
                OR failed < (SELECT count(*) FROM job_entries WHERE job = jobs.row)
            """
        ),
        LedgerRule(
            "a job goes on with one that was before it",
            .job,
            "SELECT row FROM jobs WHERE retry_of >= row"
        ),
        LedgerRule(
            "workflows have looked at no more of the journal than there is",
            nil,
            """
            SELECT 1 FROM workflow_state WHERE seen > (SELECT ifnull(max(number), 0) FROM journal)
            """
        ),
        LedgerRule(
            "what an execution has done are the steps before its next one, each once",
            .execution,
            """
            SELECT executions.row FROM executions LEFT JOIN execution_steps
                ON execution = executions.row AND outcome IN ('done', 'waits')
            GROUP BY executions.row
            HAVING count(DISTINCT execution_steps.step) <> executions.step - 1
                OR max(execution_steps.step) >= executions.step
            """
        ),
        LedgerRule(
            "a step of a workflow has an entry that says so",
            .execution,
            """
            SELECT execution FROM execution_steps JOIN journal ON number = execution_steps.entry
            WHERE cause <> 'workflow'
            """
        ),
    ]
}
