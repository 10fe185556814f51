/// A payment in the account's books: what of it is allocated, refunded, or neither.
package struct PaymentOnAccount: Hashable, Sendable {
    package let payment: Payment
    /// The account that it came from.
    package let account: RecordID
    package private(set) var allocated: Money
    package private(set) var refunded: Money
    package private(set) var unallocated: Money
    /// By how much the unallocated amount grew or shrank, in no order: a receipt and what is
    /// made of it may be booked late.
    private var changes: [Change]

    private struct Change: Hashable {
        let date: CivilDate
        let amount: Money
    }

    init(_ payment: Payment, of account: RecordID) {
        self.payment = payment
        self.account = account
        allocated = .zero(payment.amount.currency)
        refunded = allocated
        unallocated = payment.amount
        changes = [Change(date: payment.receivedOn, amount: payment.amount)]
    }

    package var currency: Currency { payment.amount.currency }

    /// What of it was not allocated at the end of a day.
    package func unallocated(on date: CivilDate) -> Money {
        let units = changes.reduce(0) { $1.date <= date ? $0 + $1.amount.minorUnits : $0 }
        return Money(minorUnits: units, currency)
    }

    /// The first day, not before `date`, from which on an amount is there up to now. Now it is.
    func firstDay(offering amount: Money, from date: CivilDate) -> CivilDate {
        let start = max(date, payment.receivedOn)
        let later = changes.map(\.date).filter { $0 > start }.sorted()
        var first = later.last ?? start
        for day in ([start] + later).reversed() {
            guard unallocated(on: day).minorUnits >= amount.minorUnits else { break }
            first = day
        }
        return first
    }

    mutating func allocate(_ amount: Money, on date: CivilDate) {
        allocated = moved(allocated, amount)
        take(amount, on: date)
    }

    mutating func release(_ amount: Money, on date: CivilDate) {
        allocated = moved(allocated, amount.negated)
        take(amount.negated, on: date)
    }

    mutating func refund(_ amount: Money, on date: CivilDate) {
        refunded = moved(refunded, amount)
        take(amount, on: date)
    }

    private mutating func take(_ amount: Money, on date: CivilDate) {
        unallocated = moved(unallocated, amount.negated)
        precondition(!unallocated.isNegative, "no more is taken of a payment than was received")
        changes.append(Change(date: date, amount: amount.negated))
    }

    /// Parts of one payment, so that no sum of them is too large.
    private func moved(_ one: Money, _ other: Money) -> Money {
        Money(minorUnits: one.minorUnits + other.minorUnits, currency)
    }
}
