/// When a price is owed: at the start of what it pays for, or at its end.
package enum PaymentTerm: String, CaseIterable, Hashable, Sendable {
    case inAdvance = "in_advance"
    case inArrears = "in_arrears"
}
