/// Money that goes back to the customer: of what a payment brought and does not pay.
package struct Refund: Hashable, Sendable {
    package let id: RecordID
    package let payment: RecordID
    package let amount: Money
    package let madeOn: CivilDate
    package let note: String?

    package init(
        id: RecordID,
        payment: RecordID,
        amount: Money,
        madeOn: CivilDate,
        note: String?,
    ) {
        self.id = id
        self.payment = payment
        self.amount = amount
        self.madeOn = madeOn
        self.note = note
    }
}
