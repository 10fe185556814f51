import DaybookCore

extension Command {
    static let contractsRenew = Command(
        ["contracts", "renew"],
        summary: "Let a contract go on for another term, at raised prices",
        discussion: """
            The term and the uplift are those that were agreed with `contracts create`, or those \
            that are given here. What is charged once is not charged again.
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
            try session.changeContract("contract.renew") { contract, desk in
                let agreed = contract.renewal
                var terms: RenewalTerms?
                if let length = length ?? agreed?.length,
                    session.invocation.isGiven("length")
                        || session.invocation.isGiven("uplift")
                {
                    let percent = uplift ?? agreed?.upliftPercent
                    terms = RenewalTerms(length: length, upliftPercent: percent)
                }
                try contract.renew(on: terms)
                let end = contract.end.map { desk.words(for: $0) } ?? "no time"
                return "is renewed until \(end)"
            }
        }
    )
}
