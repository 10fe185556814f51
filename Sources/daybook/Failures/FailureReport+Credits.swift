import DaybookCore

extension FailureReport {
    /// Why money cannot be booked so: an amount that none can have is a slip of whoever typed it.
    static func payment(_ error: PaymentError) -> Failure {
        switch error.problem {
        case .notPositive, .number: Failure(.wrongUsage, "\(error)", instance: error.document)
        case .paysForCredit(let credit, _):
            Failure(
                .conflict,
                "\(error)",
                advice: "`daybook credits void \(Words.visible(credit))` first; once something of "
                    + "it is used, that stays paid",
                instance: error.document
            )
        case .isInClosedBooks:
            Failure(
                .conflict,
                "\(error)",
                advice: "send back what it pays nothing of: `daybook payments refund`",
                instance: error.document
            )
        case .unknown, .repeated, .notJustIssued, .mixedCurrencies, .otherCustomer,
            .exceedsUnallocated, .exceedsAllocated, .aboveLimit, .datedTooEarly, .settlement:
            Failure(.conflict, "\(error)", instance: error.document)
        }
    }

    /// Why no credit note can be written so.
    static func creditNote(_ error: CreditNoteError) -> Failure {
        switch error.problem {
        case .unusableAmount, .unusablePart, .lineTwice, .number:
            Failure(.wrongUsage, "\(error)", instance: error.invoice)
        case .noSuchLine, .mixedCurrencies, .exceedsLine, .exceedsInvoice, .nothingLeft,
            .belowZero, .taxDisagrees, .outdated:
            Failure(.conflict, "\(error)", instance: error.invoice)
        }
    }

    /// Why a credit cannot be granted or taken of so.
    static func credit(_ error: CreditError) -> Failure {
        switch error {
        case .notPositive: Failure(.wrongUsage, "the amount must be above zero")
        case .neverUsable:
            Failure(
                .wrongUsage,
                "the credit would expire before it can be used",
                advice: "give a later day with --expires, or leave it out"
            )
        case .unknown(let id): Failure.notFound("credit", id, list: "credits list")
        case .notUsable(let id), .known(let id), .mixedCurrencies(let id):
            Failure(
                .conflict,
                "\(error)",
                advice: "`daybook credits show \(Words.visible(id))` tells what became of it",
                instance: id
            )
        case .notEnough(let id, _):
            Failure(
                .conflict,
                "\(error)",
                advice: "take less, or `daybook credits void` all of it",
                instance: id
            )
        case .rolloverReversed, .negativeRollover:
            Failure(
                .wrongUsage,
                "\(error)",
                advice: "--rollover-most is at least --rollover-least, which is zero if not given"
            )
        case .neverRenewed, .tooManyPeriods:
            Failure(.wrongUsage, "\(error)", advice: "say until when with --until or --times")
        case .unusableInterval:
            Failure(.wrongUsage, "\(error)", advice: "such as --every P1M")
        case .number: Failure(.wrongUsage, "\(error)")
        }
    }
}
