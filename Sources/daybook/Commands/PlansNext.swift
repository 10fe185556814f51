extension Command {
    static let plansNext = Command(
        ["plans", "next"],
        summary: "Begin the next version of a plan: a draft that says the same",
        arguments: [ArgumentSpec("PLAN", "The key of the plan")],
        options: [.flag("dry-run", "Change nothing")],
        examples: [Example("daybook plans next growth", "Begin the next version")],
        exits: [
            ExitNote(.notFound, "there is no such plan"),
            ExitNote(.conflict, "there is a draft already"),
        ],
        run: { try $0.beginNextVersion(.plan, "plan.next") }
    )
}
