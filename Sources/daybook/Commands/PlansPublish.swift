extension Command {
    static let plansPublish = Command(
        ["plans", "publish"],
        summary: "Put the latest version of a plan into force",
        discussion: """
            Everything that is wrong with the plan is listed, with its path. Whoever is on an \
            earlier version stays there; `contracts` can be moved.
            """,
        arguments: [ArgumentSpec("PLAN", "The key of the plan")],
        options: [
            .value(
                "from",
                "DATE",
                .date,
                "The day from which on it holds",
                default: .described("now")
            ),
            .flag("dry-run", "Check the plan and change nothing"),
        ],
        examples: [
            Example("daybook plans publish growth --from 2026-12-01", "From the next month on")
        ],
        exits: [
            ExitNote(.notFound, "there is no such plan"),
            ExitNote(.conflict, "the version is in force already"),
        ],
        run: { try $0.publishVersion(.plan, "plan.publish") }
    )
}
