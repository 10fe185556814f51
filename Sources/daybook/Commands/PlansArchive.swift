extension Command {
    static let plansArchive = Command(
        ["plans", "archive"],
        summary: "End the version of a plan that is in force: nothing new is sold at it",
        arguments: [ArgumentSpec("PLAN", "The key of the plan")],
        options: [.flag("dry-run", "Change nothing")],
        examples: [Example("daybook plans archive growth", "Sell it no longer")],
        exits: [
            ExitNote(.notFound, "there is no such plan"),
            ExitNote(.conflict, "no version is in force"),
        ],
        run: { try $0.archiveVersion(.plan, "plan.archive") }
    )
}
