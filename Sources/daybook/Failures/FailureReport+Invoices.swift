import DaybookCore

extension FailureReport {
    /// Why a draft cannot be written so.
    static func draft(_ error: DraftEditError) -> Failure {
        switch error {
        case .noLine: Failure(.notFound, "\(error)", advice: "`daybook invoices show` has them")
        case .fromContract:
            Failure(
                .conflict,
                "\(error)",
                advice: "change the contract and `daybook invoices recalculate`, or add a line "
                    + "that makes it good"
            )
        case .noTax: Failure(.wrongUsage, "\(error)", advice: "say it as tax=19")
        case .negativePrice:
            Failure(.wrongUsage, "\(error)", advice: "say quantity=-1, or an amount")
        case .noTitle, .tooLong, .noAmount, .disagrees, .amountOfNothing, .negativeTax,
            .otherCurrency, .number:
            Failure(.wrongUsage, "\(error)")
        }
    }
}
