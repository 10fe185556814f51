extension Command {
    static let addOnsUpdate = Command(
        ["addons", "update"],
        summary: "Write the version of an add-on that is not in force yet",
        arguments: [ArgumentSpec("FILE", "The file; `-` reads standard input", kind: .path(.file))],
        options: [.flag("dry-run", "Check the add-on and write nothing")],
        examples: [Example("daybook addons update seats.json", "Write the draft anew")],
        exits: [
            ExitNote(.notFound, "there is no such add-on"),
            ExitNote(.conflict, "no version waits to come into force"),
        ],
        run: { try $0.updateVersions(.addOn, "addon.update") }
    )
}
