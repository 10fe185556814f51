import DaybookCore
import DaybookStore

extension Command {
    static let plansPublish = Command(
        ["plans", "publish"],
        summary: "Put the latest version of a plan into force",
        discussion: """
            Everything that is wrong with the plan is listed, with its path. Whoever is on an \
            earlier version stays there; `contracts` can be moved. Where the setting \
            `approve.plans` says so, it waits for approval first: see `approvals`.
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
            Session.noteOption,
            .flag("dry-run", "Check the plan and change nothing"),
        ],
        examples: [
            Example("daybook plans publish growth --from 2026-12-01", "From the next month on")
        ],
        exits: [
            ExitNote(.notFound, "there is no such plan"),
            ExitNote(.conflict, "the version is in force already, or waits for approval"),
        ],
        run: { session in
            try session.publishVersion(
                .plan,
                { .plans($0, at: $1, zone: $2) },
                { .planPublish($0) }
            )
        }
    )
}
