/// Whether an act can be taken back as if it had never been.
package enum UndoRule: Hashable, Sendable {
    /// As long as nothing of it has left the ledger; from then on only by what compensates it.
    case whileKept(Compensation)
    /// Not at all: it took a number, or others rely on it from the first moment.
    case never(Compensation)
    /// Another system keeps the document and decides.
    case elsewhere
}

/// What sets an act right that cannot be undone.
package enum Compensation: String, CaseIterable, Sendable {
    case edit, deletion, newDraft, reopening, creditNote, newInvoice, allocation, release
    case reinstatement, writeOff, creditGrant, creditVoid, newRequest

    /// As the end of a sentence: "set it right by …".
    package var words: String {
        switch self {
        case .edit: "another edit"
        case .deletion: "deleting the draft"
        case .newDraft: "a new draft"
        case .reopening: "reopening the draft"
        case .creditNote: "a credit note"
        case .newInvoice: "a new invoice"
        case .allocation: "allocating the payment again"
        case .release: "releasing the payment"
        case .reinstatement: "reinstating the debt"
        case .writeOff: "writing the rest off"
        case .creditGrant: "granting another credit"
        case .creditVoid: "voiding what is left of the credit"
        case .newRequest: "asking for it anew"
        }
    }
}
