extension Command {
    static let addOnsPublish = Command(
        ["addons", "publish"],
        summary: "Put the latest version of an add-on into force",
        discussion: """
            Everything that is wrong with the add-on is listed, with its path. Whoever has taken \
            an earlier version keeps it.
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
            .flag("dry-run", "Check the add-on and change nothing"),
        ],
        examples: [
            Example("daybook addons publish seats --from 2026-12-01", "From the next month on")
        ],
        exits: [
            ExitNote(.notFound, "there is no such add-on"),
            ExitNote(.conflict, "the version is in force already"),
        ],
        run: { try $0.publishVersion(.addOn, "addon.publish") }
    )
}
