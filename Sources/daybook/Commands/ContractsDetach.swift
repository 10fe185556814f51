import DaybookCore

extension Command {
    static let contractsDetach = Command(
        ["contracts", "detach"],
        summary: "Give an add-on up",
        arguments: [
            Session.contractArgument, ArgumentSpec("ADDON", "The key of the add-on"),
        ],
        options: [
            .value(
                "from",
                "DATE",
                .date,
                "The first day without it",
                default: .described("today")
            )
        ] + Session.contractOptions,
        examples: [
            Example("daybook contracts detach C-7 seats --from 2027-01-01", "From then on")
        ],
        exits: [
            ExitNote(.notFound, "there is no such contract"),
            ExitNote(.conflict, "it has no such add-on, or is over"),
        ],
        run: { session in
            let key = session.invocation.argument("ADDON")
            try session.changeContract("contract.detach") { contract, desk in
                let moment = try desk.day("from")
                guard let definition = contract.addOn(key, at: moment) else {
                    throw Failure(
                        .conflict,
                        "the contract has no add-on \(Words.quoted(key)) on "
                            + desk.words(for: moment),
                        advice: "`daybook contracts show` lists what it has"
                    )
                }
                try contract.attach(
                    key,
                    definition,
                    quantity: 0,
                    from: moment,
                    now: try desk.today()
                )
                return "is without the add-on \(key) from \(desk.words(for: moment)) on"
            }
        }
    )
}
