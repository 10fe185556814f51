import DaybookStore

extension Command {
    static let plansShow = Command(
        ["plans", "show"],
        summary: "Show one version of a plan: its phases and what they charge",
        discussion: "With --json `definition` is the file that `plans update` takes.",
        arguments: [ArgumentSpec("PLAN", "The key of the plan")],
        options: [Session.numberOption],
        examples: [Example("daybook plans show growth --number 2", "Its second version")],
        exits: [ExitNote(.notFound, "there is no such plan or version")],
        run: { try $0.showVersion(.plan) }
    )

    static let plansDelete = Command(
        ["plans", "delete"],
        summary: "Remove a plan that nothing uses, or only its draft",
        discussion: """
            A plan that contracts are or were on, or that another plan goes over to, is archived \
            instead.
            """,
        arguments: [ArgumentSpec("PLAN", "The key of the plan")],
        options: [
            .flag("draft", "Only the version that is not published"), Session.versionOption,
            .flag("dry-run", "Change nothing"),
        ],
        examples: [Example("daybook plans delete growth --draft", "What is in force stays")],
        exits: [
            ExitNote(.notFound, "there is no such plan"),
            ExitNote(.conflict, "contracts or plans use it, or it has no draft"),
        ],
        run: { session in
            try session.deleteVersions(.plan, "plan.delete") { catalogue, key, id in
                try catalogue.deletePlan(key, id: id)
            }
        }
    )
}
