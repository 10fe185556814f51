/// How far an invoice is settled: each minor unit of its total is paid, credited, written off,
/// bad debt, void or open, and always exactly one of these.
package struct Settlement: Hashable, Sendable {
    package let total: Money
    package private(set) var paid: Money
    package private(set) var credited: Money
    /// A rest that was too small to ask for.
    package private(set) var writtenOff: Money
    /// What nobody expects any more, until it is paid after all.
    package private(set) var badDebt: Money
    package private(set) var voided: Money
    package private(set) var open: Money
    /// Whether it was given up: what then becomes owed again is bad debt at once.
    package private(set) var isGivenUp = false

    package var currency: Currency { total.currency }

    /// Nothing has happened yet: all of it is open.
    package init(total: Money) {
        let zero = Money.zero(total.currency)
        self.total = total
        (paid, credited, writtenOff, badDebt, voided) = (zero, zero, zero, zero, zero)
        open = total
    }

    /// How far an invoice is settled that was read from somewhere. What was paid above its total
    /// does not belong to it.
    package init(of invoice: Invoice) throws(NumberError) {
        let totals = invoice.totals
        try self.init(
            total: totals.total,
            paid: totals.paid,
            credited: totals.credited,
            invoice.state
        )
    }

    /// The same of an invoice of which only its sums are known.
    package init(
        total: Money,
        paid: Money,
        credited: Money,
        _ state: InvoiceState,
    ) throws(NumberError) {
        self.init(total: total)
        let rest = try total.subtracting(credited)
        self.credited = credited
        self.paid = try rest.compared(with: paid) < 0 ? rest : paid
        let left = try rest.subtracting(self.paid)
        open = .zero(currency)
        switch state {
        case .gathering, .draft, .approved, .issued, .partiallyPaid: open = left
        case .paid: writtenOff = left
        case .uncollectible: (badDebt, isGivenUp) = (left, true)
        case .void: voided = left
        }
    }

    /// What a credit note may still take off: all that no credit note has taken off, paid or not.
    package var creditable: Money { difference(difference(total, credited), voided) }

    /// What a payment can still settle.
    package var payable: Money { isGivenUp ? badDebt : open }

    // MARK: - Changes

    /// Nothing changes where it throws. Whether the state allows the change is asked of the graph.
    package mutating func apply(_ change: SettlementChange) throws(SettlementError) {
        switch change {
        case .pay(let amount):
            try check(amount, atMost: payable) { .exceedsOpen($0) }
            owe(amount.negated)
            paid = sum(paid, amount)
        case .release(let amount):
            try check(amount, atMost: paid) { .exceedsPaid($0) }
            paid = difference(paid, amount)
            // The rest was small because the payment was there.
            let rest = writtenOff
            writtenOff = .zero(currency)
            owe(sum(amount, rest))
        case .credit(let amount):
            try check(amount, atMost: creditable) { .exceedsCreditable($0) }
            credit(amount)
        case .writeOff:
            writtenOff = sum(writtenOff, open)
            open = .zero(currency)
        case .giveUp:
            isGivenUp = true
            badDebt = open
            open = .zero(currency)
        case .reinstate:
            open = sum(open, sum(writtenOff, badDebt))
            (writtenOff, badDebt, isGivenUp) = (.zero(currency), .zero(currency), false)
        case .void:
            voided = sum(open, badDebt)
            (open, badDebt) = (.zero(currency), .zero(currency))
        }
    }

    /// What of a credit note's amount was paid: it takes from what is owed first, then from what
    /// was written off.
    package func paidPart(of credit: Money) -> Money {
        let rest = difference(difference(credit, payable), writtenOff)
        return rest.isNegative ? .zero(currency) : least(rest, paid)
    }

    /// A credit note takes from what is owed first, then from what was written off; the rest was
    /// paid, and becomes the customer's again.
    private mutating func credit(_ amount: Money) {
        credited = sum(credited, amount)
        let ofOwed = least(amount, payable)
        owe(ofOwed.negated)
        let ofWrittenOff = least(difference(amount, ofOwed), writtenOff)
        writtenOff = difference(writtenOff, ofWrittenOff)
        paid = difference(paid, difference(difference(amount, ofOwed), ofWrittenOff))
    }

    private mutating func owe(_ amount: Money) {
        if isGivenUp { badDebt = sum(badDebt, amount) } else { open = sum(open, amount) }
    }

    private func check(
        _ amount: Money,
        atMost limit: Money,
        _ error: (Money) -> SettlementError,
    ) throws(SettlementError) {
        guard amount.currency == currency else {
            throw .mixedCurrencies(currency, amount.currency)
        }
        guard amount.minorUnits > 0 else { throw .notPositive }
        guard amount.minorUnits <= limit.minorUnits else { throw error(limit) }
    }

    // No part is ever larger than the total, which fits, so that these cannot overflow.

    private func sum(_ one: Money, _ other: Money) -> Money {
        Money(minorUnits: one.minorUnits + other.minorUnits, currency)
    }

    private func difference(_ one: Money, _ other: Money) -> Money {
        Money(minorUnits: one.minorUnits - other.minorUnits, currency)
    }

    private func least(_ one: Money, _ other: Money) -> Money {
        one.minorUnits < other.minorUnits ? one : other
    }
}
