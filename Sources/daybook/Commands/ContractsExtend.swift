import DaybookCore

extension Command {
    static let contractsExtend = Command(
        ["contracts", "extend"],
        summary: "Let a contract go on at the same prices until a later end",
        arguments: [Session.contractArgument],
        options: [
            .value("to", "DATE", .date, "The day at whose beginning it ends", isRequired: true)
        ] + Session.contractOptions,
        examples: [
            Example("daybook contracts extend C-7 --to 2027-12-01", "Another year")
        ],
        exits: [
            ExitNote(.notFound, "there is no such contract"),
            ExitNote(.conflict, "it has no end, a later one, or was cancelled"),
        ],
        run: { session in
            try session.changeContract("contract.extend") { contract, desk in
                let end = try desk.day("to")
                try contract.extend(to: end)
                return "goes on until \(desk.words(for: end))"
            }
        }
    )
}
