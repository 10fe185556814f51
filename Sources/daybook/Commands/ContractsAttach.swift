import DaybookCore

extension Command {
    static let contractsAttach = Command(
        ["contracts", "attach"],
        summary: "Take an add-on with a contract, or more or less of it",
        discussion: """
            The plan of the contract must offer the add-on. Whoever has taken it before has more \
            of the same version.
            """,
        arguments: [
            Session.contractArgument, ArgumentSpec("ADDON", "The key of the add-on"),
        ],
        options: [
            .value(
                "quantity",
                "N",
                .integer(1...1_000_000),
                "How often it is taken from then on",
                default: .value("1")
            ),
            .value("from", "DATE", .date, "The first day", default: .described("today")),
        ] + Session.contractOptions,
        examples: [
            Example(
                "daybook contracts attach C-7 seats --quantity 5 --from 2026-12-01",
                "Five of it"
            )
        ],
        exits: [
            ExitNote(.notFound, "there is no such contract"),
            ExitNote(.conflict, "items were changed by hand, or the contract is over"),
        ],
        run: { session in
            let key = session.invocation.argument("ADDON")
            let quantity = session.invocation.certainInteger("quantity")
            try session.changeContract("contract.attach") { contract, desk in
                let moment = try desk.day("from")
                let definition =
                    try contract.addOn(key, at: moment) ?? desk.addOn(key, at: moment)
                try contract.attach(
                    key,
                    definition,
                    quantity: quantity,
                    from: moment,
                    now: try desk.today()
                )
                return "has \(quantity) of the add-on \(key) from \(desk.words(for: moment)) on"
            }
        }
    )
}
