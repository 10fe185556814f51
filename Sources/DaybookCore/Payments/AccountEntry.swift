/// One change of what an account owes: a line of its statement.
package struct AccountEntry: Hashable, Sendable {
    package let account: RecordID
    package let date: CivilDate
    package let kind: Kind
    /// The number of the document.
    package let document: String
    /// Above zero where the account owes more from here on.
    package let amount: Money

    package enum Kind: String, CaseIterable, Sendable {
        case invoice
        case creditNote = "credit_note"
        /// All of it became a credit, as it was paid: what is owed stays as it was.
        case creditNoteAsCredit = "credit_note_as_credit"
        case payment, refund
        /// Money of one account pays what another account of the customer owes: it leaves the one
        /// and comes to the other on the same day, under the reference of the payment.
        case transfer
        case writeOff = "write_off"
        case badDebt = "bad_debt"
        case void
        /// Settled by what no record of the ledger explains.
        case earlier

        package var words: String {
            switch self {
            case .invoice: "invoice"
            case .creditNote: "credit note"
            case .creditNoteAsCredit: "credit note as credit"
            case .payment: "payment"
            case .refund: "refund"
            case .transfer: "transfer"
            case .writeOff: "write-off"
            case .badDebt: "bad debt"
            case .void: "void"
            case .earlier: "settled earlier"
            }
        }
    }
}
