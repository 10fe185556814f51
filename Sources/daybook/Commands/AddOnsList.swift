import DaybookCore

extension Command {
    static let addOnsList = Command(
        ["addons", "list"],
        summary: "List add-ons and their versions",
        options: VersionRow<AddOnDefinition>.addOns.options,
        examples: [Example("daybook addons list", "Show all add-ons")],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { try $0.listVersions(.addOn, VersionRow.addOns) }
    )
}
