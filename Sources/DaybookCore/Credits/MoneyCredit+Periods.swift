extension MoneyCredit {
    /// The turns of its periods through a day, in order: none once it has expired, or somebody
    /// ended its renewals.
    func turns(through day: CivilDate) throws(CreditError) -> [CreditRecurrence.Turn] {
        guard let recurrence else { return [] }
        var turns: [CreditRecurrence.Turn] = []
        while let turn = recurrence.turn(turns.count), turn.on <= day, isReached(turn) {
            guard turns.count < CreditRecurrence.periodLimit else { throw .tooManyPeriods }
            turns.append(turn)
            if !turn.isRenewal { break }
        }
        return turns
    }

    /// The next turn after a day. Nil where none comes any more.
    package func turn(after day: CivilDate) -> CreditRecurrence.Turn? {
        guard let turn = recurrence?.turn(after: day), isReached(turn) else { return nil }
        return turn
    }

    private func isReached(_ turn: CreditRecurrence.Turn) -> Bool {
        (expiresOn.map { turn.on < $0 } ?? true) && (stoppedOn.map { turn.on <= $0 } ?? true)
    }

    /// The most that it can give, whatever is used: the largest amount there is where no end is
    /// foreseen.
    package var most: Money {
        guard let recurrence else { return amount }
        return recurrence.most(of: amount, expiresOn) ?? .largest(amount.currency)
    }
}

extension CreditRecurrence {
    /// The most that a credit can give, whatever is used: each period its amount, and between two
    /// what may be filled up. Nil where no end is foreseen.
    package func most(of amount: Money, _ expiresOn: CivilDate?) -> Money? {
        guard until != nil || expiresOn != nil else { return nil }
        let largest = Money.largest(amount.currency)
        let count = Int128(periodCount(before: expiresOn ?? .latest))
        let (given, isTooMuch) = amount.minorUnits.multipliedReportingOverflow(by: count)
        let (filled, isMore) = rollover.minimum.minorUnits
            .multipliedReportingOverflow(by: count - 1)
        guard !isTooMuch, !isMore else { return largest }
        return Money(minorUnits: min(given + filled, largest.minorUnits), amount.currency)
    }
}

extension Money {
    /// As much as the ledger can keep.
    static func largest(_ currency: Currency) -> Money {
        Money(minorUnits: Int128(Int64.max), currency)
    }
}
