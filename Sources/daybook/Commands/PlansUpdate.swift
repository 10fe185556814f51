extension Command {
    static let plansUpdate = Command(
        ["plans", "update"],
        summary: "Write the version of a plan that is not in force yet",
        arguments: [ArgumentSpec("FILE", "The file; `-` reads standard input", kind: .path(.file))],
        options: [.flag("dry-run", "Check the plan and write nothing")],
        examples: [Example("daybook plans update growth.json", "Write the draft anew")],
        exits: [
            ExitNote(.notFound, "there is no such plan"),
            ExitNote(.conflict, "no version waits to come into force"),
        ],
        run: { try $0.updateVersions(.plan, "plan.update") }
    )
}
