import DaybookStore

extension Command {
    static let addOnsShow = Command(
        ["addons", "show"],
        summary: "Show one version of an add-on and what it charges",
        discussion: "With --json `definition` is the file that `addons update` takes.",
        arguments: [ArgumentSpec("ADDON", "The key of the add-on")],
        options: [Session.numberOption],
        examples: [Example("daybook addons show seats", "The version in force")],
        exits: [ExitNote(.notFound, "there is no such add-on or version")],
        run: { try $0.showVersion(.addOn) }
    )

    static let addOnsDelete = Command(
        ["addons", "delete"],
        summary: "Remove an add-on that nothing uses, or only its draft",
        discussion: "One that plans offer or contracts have taken is archived instead.",
        arguments: [ArgumentSpec("ADDON", "The key of the add-on")],
        options: [
            .flag("draft", "Only the version that is not published"), Session.versionOption,
            .flag("dry-run", "Change nothing"),
        ],
        examples: [Example("daybook addons delete seats", "It was never offered")],
        exits: [
            ExitNote(.notFound, "there is no such add-on"),
            ExitNote(.conflict, "plans or contracts use it, or it has no draft"),
        ],
        run: { session in
            try session.deleteVersions(.addOn, "addon.delete") { catalogue, key, id in
                try catalogue.deleteAddOn(key, id: id)
            }
        }
    )
}
