import DaybookCore
import DaybookStore

extension Command {
    static let plansDiff = Command(
        ["plans", "diff"],
        summary: "Show where two versions of a plan differ",
        arguments: [
            ArgumentSpec("PLAN", "The key of the plan"),
            ArgumentSpec("OLD", "A version", kind: .integer(1...Int.max)),
            ArgumentSpec("NEW", "Another one", kind: .integer(1...Int.max)),
        ],
        examples: [Example("daybook plans diff growth 1 2", "What the second version changed")],
        exits: [ExitNote(.notFound, "there is no such plan or version")],
        run: { session in
            let key = session.invocation.argument("PLAN")
            let plans = try session.read { connection in
                try ["OLD", "NEW"].map { name in
                    let number = session.invocation.argument(name)
                    let plan = try CatalogueRepository(connection).plans
                        .content(of: key, version: Int(number) ?? 0)
                    guard let plan else {
                        throw Failure.notFound("version", "\(key) v\(number)", list: "plans list")
                    }
                    return plan
                }
            }
            let difference = PlanDifference(from: plans[0], to: plans[1])
            try RecordOutput.write(difference.entries, differenceFields, session)
        }
    )

    private static let differenceFields: [RecordField<PlanDifference.Entry>] = [
        .text("path", .init("Where")) { $0.path },
        .text("old", .init("Old")) { $0.old },
        .text("new", .init("New")) { $0.new },
    ]
}
