/// Money received from a customer.
package struct Payment: Hashable, Sendable {
    package let id: RecordID
    /// What people find it by: the bank's reference, the number of the cheque.
    package let reference: String
    package let amount: Money
    package let receivedOn: CivilDate
    package let method: Method

    package enum Method: String, CaseIterable, Sendable {
        case bankTransfer = "bank_transfer"
        case card, cheque, cash, gateway
    }

    package init(
        id: RecordID,
        reference: String,
        amount: Money,
        receivedOn: CivilDate,
        method: Method = .bankTransfer,
    ) {
        self.id = id
        self.reference = reference
        self.amount = amount
        self.receivedOn = receivedOn
        self.method = method
    }
}
