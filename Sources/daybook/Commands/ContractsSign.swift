import DaybookCore

extension Command {
    static let contractsSign = Command(
        ["contracts", "sign"],
        summary: "Sign a contract that is a draft: from then on it is billed",
        arguments: [Session.contractArgument],
        options: Session.contractOptions,
        examples: [
            Example("daybook contracts sign C-7", "It was agreed")
        ],
        exits: [
            ExitNote(.notFound, "there is no such contract"),
            ExitNote(.conflict, "it has been signed already"),
        ],
        run: { session in
            try session.changeContract("contract.sign") { contract, desk in
                try contract.sign(at: desk.now)
                return "is signed"
            }
        }
    )
}
