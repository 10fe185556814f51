extension Command {
    static let addOnsNext = Command(
        ["addons", "next"],
        summary: "Begin the next version of an add-on: a draft that says the same",
        arguments: [ArgumentSpec("ADDON", "The key of the add-on")],
        options: [.flag("dry-run", "Change nothing")],
        examples: [Example("daybook addons next seats", "Begin the next version")],
        exits: [
            ExitNote(.notFound, "there is no such add-on"),
            ExitNote(.conflict, "there is a draft already"),
        ],
        run: { try $0.beginNextVersion(.addOn, "addon.next") }
    )
}
