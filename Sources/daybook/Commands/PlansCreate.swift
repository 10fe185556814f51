extension Command {
    static let plansCreate = Command(
        ["plans", "create"],
        summary: "Add a plan from a file, as a draft",
        discussion: """
            The file is a JSON object with `key`, `name`, `currencies`, `billingCadence` and \
            `phases`, each phase with its `rateCards` and their `prices` by currency. Everything \
            that is wrong in it is listed. `plans publish` puts the draft into force.
            """,
        arguments: [ArgumentSpec("FILE", "The file; `-` reads standard input", kind: .path(.file))],
        options: [.flag("dry-run", "Check the plan and add nothing")],
        examples: [Example("daybook plans create growth.json", "Add this plan")],
        exits: [
            ExitNote(.conflict, "there is a plan with this key")
        ],
        run: { try $0.createVersions(.plan, "plan.create") }
    )
}
