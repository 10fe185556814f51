extension Command {
    static let plansList = Command(
        ["plans", "list"],
        summary: "List plans and their versions",
        examples: [Example("daybook plans list", "Show all plans")],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { try $0.listVersions(.plan, VersionRow.planFields) }
    )
}
