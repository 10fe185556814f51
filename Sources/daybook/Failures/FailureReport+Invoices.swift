import DaybookCore

extension FailureReport {
    /// Why money cannot be booked so.
    static func payment(_ error: PaymentError) -> Failure {
        Failure(.conflict, "\(error)", advice: advice(on: error), instance: error.document)
    }

    private static func advice(on error: PaymentError) -> String? {
        switch error.problem {
        case .paysInClosedMonth:
            "\(reopening), the last one first; a credit note leaves the payment where it is with "
                + "--as-credit"
        case .unknown, .repeated, .notJustIssued, .mixedCurrencies, .notPositive, .otherCustomer,
            .exceedsUnallocated, .exceedsAllocated, .aboveLimit, .datedTooEarly, .settlement,
            .number:
            nil
        }
    }

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
