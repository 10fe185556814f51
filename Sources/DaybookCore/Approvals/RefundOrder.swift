/// A refund as somebody asks for it.
package struct RefundOrder: Hashable, Sendable {
    /// The id that the refund will have.
    package let id: RecordID
    package let payment: RecordID
    package let amount: Money
    /// Nil: the day on which it is done. That may be long after it was asked for.
    package let madeOn: CivilDate?
    package let note: String?

    package init(
        id: RecordID,
        payment: RecordID,
        amount: Money,
        madeOn: CivilDate? = nil,
        note: String? = nil,
    ) {
        self.id = id
        self.payment = payment
        self.amount = amount
        self.madeOn = madeOn
        self.note = note
    }

    package func refund(on today: CivilDate) -> Refund {
        Refund(id: id, payment: payment, amount: amount, madeOn: madeOn ?? today, note: note)
    }
}
