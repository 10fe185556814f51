import DaybookCore

extension Command {
    static let contractsUncancel = Command(
        ["contracts", "uncancel"],
        summary: "Take a cancellation back that has not taken effect",
        arguments: [Session.contractArgument],
        options: Session.contractOptions,
        examples: [
            Example("daybook contracts uncancel C-7", "Let it go on")
        ],
        exits: [
            ExitNote(.notFound, "there is no such contract"),
            ExitNote(.conflict, "it was not cancelled, or has ended"),
        ],
        run: { session in
            try session.changeContract("contract.uncancel") { contract, desk in
                try contract.uncancel(now: desk.now)
                return "goes on"
            }
        }
    )
}
