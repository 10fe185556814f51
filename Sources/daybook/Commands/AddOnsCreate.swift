extension Command {
    static let addOnsCreate = Command(
        ["addons", "create"],
        summary: "Add an add-on from a file, as a draft",
        discussion: """
            The file is a JSON object with `key`, `name`, `multiple`, if it can be taken several \
            times, and `rateCards` as plans have them. Everything that is wrong in it is listed. \
            `addons publish` puts the draft into force; plans then offer it by its key.
            """,
        arguments: [ArgumentSpec("FILE", "The file; `-` reads standard input", kind: .path(.file))],
        options: [.flag("dry-run", "Check the add-on and add nothing")],
        examples: [Example("daybook addons create seats.json", "Add this add-on")],
        exits: [
            ExitNote(.conflict, "there is an add-on with this key")
        ],
        run: { try $0.createVersions(.addOn, "addon.create") }
    )
}
