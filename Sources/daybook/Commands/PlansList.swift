import DaybookCore

extension Command {
    static let plansList = Command(
        ["plans", "list"],
        summary: "List plans and their versions",
        options: VersionRow<PlanDefinition>.plans.options,
        examples: [
            Example("daybook plans list", "Show all plans"),
            Example("daybook plans list --filter state:active --sort -from", "What is sold"),
        ],
        exits: [ExitNote(.notFound, "there is no such ledger")],
        run: { try $0.listVersions(.plan, VersionRow.plans) }
    )
}
