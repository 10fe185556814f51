extension Command {
    static let addOnsCreate = Command(
        ["addons", "create"],
        summary: "Add an add-on from a file, as a draft",
        discussion: """
            The file is a JSON object with `key`, `name`, `multiple`, if it can be taken several \
            times, and `rateCards` as plans have them: see `--example`. What is wrong in it is \
            listed; what it still lacks can follow until `addons publish` puts the draft into \
            force. Plans then offer it by its key.
            """,
        arguments: [
            ArgumentSpec(
                "FILE",
                "The file; `-` reads standard input",
                kind: .path(.file),
                count: .optional
            )
        ],
        options: [
            .flag("example", "Print such a file, to begin with"),
            .flag("dry-run", "Check the add-on and add nothing"),
        ],
        exclusive: [["example", "dry-run"]],
        examples: [
            Example("daybook addons create seats.json", "Add this add-on"),
            Example("daybook addons create --example >new.json", "A file to begin with"),
        ],
        exits: [
            ExitNote(.conflict, "there is an add-on with this key")
        ],
        run: { try $0.createVersions(.addOn, "addon.create") }
    )
}
