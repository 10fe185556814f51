import DaybookCore
import DaybookStore

extension Command {
    static let addOnsPublish = Command(
        ["addons", "publish"],
        summary: "Put the latest version of an add-on into force",
        discussion: """
            Everything that is wrong with the add-on is listed, with its path. Whoever has taken \
            an earlier version keeps it. Where the setting `approve.plans` says so, it waits for \
            approval first: see `approvals`.
            """,
        arguments: [ArgumentSpec("ADDON", "The key of the add-on")],
        options: [
            .value(
                "from",
                "DATE",
                .date,
                "The day from which on it holds",
                default: .described("now")
            ),
            Session.noteOption,
            .flag("dry-run", "Check the add-on and change nothing"),
        ],
        examples: [
            Example("daybook addons publish seats --from 2026-12-01", "From the next month on")
        ],
        exits: [
            ExitNote(.notFound, "there is no such add-on"),
            ExitNote(.conflict, "the version is in force already, or waits for approval"),
        ],
        run: { session in
            try session.publishVersion(
                .addOn,
                { .addOns($0, at: $1, zone: $2) },
                { .addOnPublish($0) }
            )
        }
    )
}
