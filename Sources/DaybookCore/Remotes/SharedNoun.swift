/// A kind of record that other systems may keep too.
package enum SharedNoun: String, CaseIterable, Sendable {
    case customer, account, product, meter, plan
    case addOn = "add-on"
    case contract, entitlement, credit, invoice
    case creditNote = "credit-note"
    case payment

    /// What sets a change right that another system has heard of.
    package var compensation: Compensation {
        switch self {
        case .customer, .account, .product, .meter, .plan, .addOn, .contract, .entitlement: .edit
        case .credit: .creditVoid
        case .invoice: .creditNote
        case .creditNote: .newInvoice
        case .payment: .release
        }
    }
}
