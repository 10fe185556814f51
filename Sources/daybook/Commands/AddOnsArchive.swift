extension Command {
    static let addOnsArchive = Command(
        ["addons", "archive"],
        summary: "End the version of an add-on that is in force: nothing new is sold at it",
        arguments: [ArgumentSpec("ADDON", "The key of the add-on")],
        options: [.flag("dry-run", "Change nothing")],
        examples: [Example("daybook addons archive seats", "Sell it no longer")],
        exits: [
            ExitNote(.notFound, "there is no such add-on"),
            ExitNote(.conflict, "no version is in force"),
        ],
        run: { try $0.archiveVersion(.addOn, "addon.archive") }
    )
}
