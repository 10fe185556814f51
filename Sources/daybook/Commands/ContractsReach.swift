import DaybookCore
import DaybookStore
import DaybookWire

extension Command {
    static let contractsReach = Command(
        ["contracts", "reach"],
        summary: "Say that a milestone was reached: what it stands for is due, or earned",
        discussion: """
            What is due by it stands on the next draft of a billing run. What is earned by it is \
            earned in the month of the day, of what was invoiced already and of what will be; \
            where that month is closed, in the first one that is open.
            """,
        arguments: [
            Session.contractArgument, ArgumentSpec("MILESTONE", "The milestone's key"),
        ],
        options: [
            .value("on", "DATE", .date, "The day on which it was", default: .described("today"))
        ] + Session.contractOptions,
        examples: [
            Example("daybook contracts reach C-7 kickoff", "Work has begun")
        ],
        exits: [
            ExitNote(.notFound, "there is no such contract"),
            ExitNote(.conflict, "it has no such milestone, or that was reached already"),
        ],
        run: { session in
            let key = session.invocation.argument("MILESTONE")
            try session.changeContract("contract.reach") { contract, desk in
                let today = try desk.zone.date(of: desk.now)
                let day = try session.date("on") ?? today
                guard day <= today else {
                    throw Failure(
                        .wrongUsage,
                        "\(day.iso8601) is not yet: a milestone is reached when it is",
                        advice: "say so on that day"
                    )
                }
                try contract.reach(key, on: day)
                try RevenueRepository(desk.connection).earn(
                    key,
                    of: contract.milestones,
                    contract: desk.contract,
                    on: day
                )
                return "has reached \(Words.visible(key)) on \(day.iso8601)"
            }
        }
    )
}
