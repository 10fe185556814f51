import DaybookCore

extension Command {
    static let contractsCancel = Command(
        ["contracts", "cancel"],
        summary: "End a contract early",
        discussion: """
            One that has not begun ends where it would begin: nothing of it is ever billed. \
            `contracts uncancel`, or `undo`, takes it back.
            """,
        arguments: [Session.contractArgument],
        options: [
            .value("on", "DATE", .date, "The day at whose beginning it ends"),
            .flag("at-period-end", "It ends with the billing period; otherwise it ends now"),
        ] + Session.contractOptions,
        exclusive: [["on", "at-period-end"]],
        examples: [
            Example("daybook contracts cancel C-7 --at-period-end", "Let it run out")
        ],
        exits: [
            ExitNote(.notFound, "there is no such contract"),
            ExitNote(.conflict, "it cannot be cancelled so"),
        ],
        run: { session in
            let isAtEnd = session.invocation.flag("at-period-end")
            try session.changeContract("contract.cancel") { contract, desk in
                var timing: ChangeTiming = isAtEnd ? .atNextBillingPeriod : .immediately
                if session.invocation.isGiven("on") { timing = .at(try desk.day("on")) }
                try contract.cancel(timing, now: desk.now, earliest: desk.today())
                return "ends at \(contract.end.map(desk.wordsOfStart) ?? "no time")"
            }
        }
    )
}
