extension Command {
    static let price = Command(
        ["price"],
        summary: "Work out what a quantity costs at a price, step by step",
        discussion: """
            The price comes from options or from a file in the form that worked cases use. On a \
            terminal the price curve is drawn as well, up to half as much again as was asked for.
            """,
        arguments: [ArgumentSpec("QUANTITY", "How much is used")],
        options: PriceQuestion.options,
        examples: [
            Example("daybook price 1250 --unit 0.05 --included 1000", "With 1,000 units included"),
            Example(
                "daybook price 9000 --tier 3000:0.05 --tier 6000:0.04 --tier :0.03",
                "Three graduated tiers"
            ),
        ],
        run: { session in
            let answer = try PriceAnswer(PriceQuestion(session))
            if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                try session.writeJSON(try answer.json())
            } else if session.invocation.flag("csv") {
                for record in try answer.csv() { try session.writeCSV(record) }
            } else {
                try session.write(try answer.text(session))
            }
        }
    )
}
