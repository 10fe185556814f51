import DaybookCore

extension Command {
    static let contractsRenew = Command(
        ["contracts", "renew"],
        summary: "Let a contract go on for another term, at raised prices",
        discussion: """
            The term and the uplift are those that were agreed with `contracts create`, or those \
            that are given here. What is charged once is not charged again. Where the setting \
            `approve.contract_prices` says so, another uplift than was agreed waits for approval \
            first: see `approvals`.
            """,
        arguments: [Session.contractArgument],
        options: [
            .value("length", "DURATION", .text, "How long the term is, such as P1Y"),
            .value(
                "uplift",
                "PERCENT",
                .text,
                "What prices are raised by",
                default: .described("what was agreed")
            ),
            Session.noteOption,
        ] + Session.contractOptions,
        examples: [
            Example("daybook contracts renew C-7", "As was agreed"),
            Example("daybook contracts renew C-7 --length P1Y --uplift 3.5", "On terms of its own"),
        ],
        exits: [
            ExitNote(.notFound, "there is no such contract"),
            ExitNote(.conflict, "it has no end, or no renewal was agreed"),
        ],
        run: { session in
            let (length, uplift) = (try session.duration("length"), try session.percent("uplift"))
            if let uplift {
                return try session.changePrices(.contractRenew) { contract, desk in
                    guard let length = length ?? contract.renewal?.length else {
                        throw ContractError.noRenewal
                    }
                    let change = ContractPriceOrder.Change.renewal(
                        length: length,
                        upliftPercent: uplift
                    )
                    return (change, try desk.wordsOfRenewal(contract, change))
                }
            }
            try session.changeContract("contract.renew") { contract, desk in
                let agreed = contract.renewal
                let terms = length.map {
                    RenewalTerms(length: $0, upliftPercent: agreed?.upliftPercent)
                }
                try contract.renew(on: terms)
                return desk.wordsOfRenewal(contract)
            }
        }
    )
}

extension ContractDesk {
    fileprivate func wordsOfRenewal(_ contract: Contract) -> String {
        "is renewed until \(contract.end.map { words(for: $0) } ?? "no time")"
    }

    /// The same of a contract that is not renewed yet.
    fileprivate func wordsOfRenewal(
        _ contract: Contract,
        _ change: ContractPriceOrder.Change,
    ) throws -> String {
        var renewed = contract
        try change.make(&renewed, now: today())
        return wordsOfRenewal(renewed)
    }
}
