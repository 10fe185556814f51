extension FilterFields {
    /// The fields of contracts.
    package static let contracts = FilterFields(
        "contract",
        [
            .init("number", .text, or: ["no", "nr", "key"], "its number"),
            .init("name", .text, "its name"),
            .init("account", .text, or: ["acc"], "the account's name or key"),
            .init("customer", .text, or: ["cust"], "the customer's name or key"),
            .init("plan", .label, mayBeAbsent: true, "the key of a plan that it is or was on"),
            .init("status", .choice(choices), or: ["state", "st"], "how it stands"),
            .init("is", .choice(choices), "the same, as one says it: is:active"),
            .init("currency", .label, or: ["cur"], "the code of its currency"),
            .init("from", .day, or: ["start"], "the day on which it begins"),
            .init("to", .day, or: ["until", "end"], mayBeAbsent: true, "the day behind its last"),
            .init("signed", .day, mayBeAbsent: true, "the day on which it was signed"),
            .init("cancelled", .day, mayBeAbsent: true, "the day on which it was cancelled"),
            .init("created", .day, "the day on which it was entered, in UTC"),
            .init("note", .text, mayBeAbsent: true, "its note"),
        ]
    )

    private static let choices: [FilterField.Choice] = ContractState.allCases.map { state in
        let summary =
            switch state {
            case .draft: "is not signed"
            case .scheduled: "is signed and has not begun"
            case .active: "runs"
            case .cancelling: "runs, and its early end is known"
            case .ended: "runs no more"
            }
        return .init(state.rawValue, summary)
    }
}
