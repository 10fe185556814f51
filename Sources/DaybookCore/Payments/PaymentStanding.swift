/// What became of a payment; more than one may be true of it.
package enum PaymentStanding: String, CaseIterable, Sendable {
    /// Something of it neither pays an invoice nor went back.
    case open
    case allocated, refunded
}
