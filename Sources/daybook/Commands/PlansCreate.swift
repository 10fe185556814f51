extension Command {
    static let plansCreate = Command(
        ["plans", "create"],
        summary: "Add a plan from a file, as a draft",
        discussion: """
            The file is a JSON object with `key`, `name`, `currencies`, `billingCadence` and \
            `phases`, each phase with its `rateCards` and their `prices` by currency: see \
            `--example`. What is wrong in it is listed; what it still lacks, such as products, \
            can follow until `plans publish` puts the draft into force.
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
            .flag("dry-run", "Check the plan and add nothing"),
        ],
        exclusive: [["example", "dry-run"]],
        examples: [
            Example("daybook plans create growth.json", "Add this plan"),
            Example("daybook plans create --example >new.json", "A file to begin with"),
        ],
        exits: [
            ExitNote(.conflict, "there is a plan with this key")
        ],
        run: { try $0.createVersions(.plan, "plan.create") }
    )
}
