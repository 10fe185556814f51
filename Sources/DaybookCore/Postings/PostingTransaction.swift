/// An act as the books know it: what goes into which accounts on one day, in one currency.
package struct PostingTransaction: Sendable {
    package let date: CivilDate
    package let kind: PostingKind
    package let document: PostingDocument
    /// Whom it is about; nobody in particular where balances are brought forward.
    package let party: PartyPlace?
    /// What somebody wrote of it.
    package let note: String?
    /// None is of nothing, and together they are nothing.
    package let postings: [Posting]

    /// What goes into one account; below zero, what comes out of it.
    package struct Posting: Hashable, Sendable {
        package let account: LedgerAccount
        package let amount: Money

        package init(_ account: LedgerAccount, _ amount: Money) {
            self.account = account
            self.amount = amount
        }
    }

    package init(
        on date: CivilDate,
        _ kind: PostingKind,
        _ document: PostingDocument,
        of party: PartyPlace?,
        note: String? = nil,
        postings: [Posting],
    ) throws(PostingError) {
        var sum: Int128 = 0
        for posting in postings {
            guard posting.amount.currency == postings[0].amount.currency else {
                throw PostingError(document, .mixedCurrencies)
            }
            sum += posting.amount.minorUnits
        }
        guard sum == 0 else {
            let rest = Money(minorUnits: sum, postings[0].amount.currency)
            throw PostingError(document, .unbalanced(rest))
        }
        self.date = date
        self.kind = kind
        self.document = document
        self.party = party
        self.note = note
        self.postings = postings
    }
}

/// What a transaction tells of.
package enum PostingKind: String, CaseIterable, Sendable {
    case opening, invoice, void
    case creditNote = "credit_note"
    case payment, allocation, release, refund
    case writeOff = "write_off"
    case badDebt = "bad_debt"
    case earlier, credit, recognition

    package var words: String {
        switch self {
        case .opening: "balances brought forward"
        case .invoice: "invoice"
        case .void: "invoice declared void"
        case .creditNote: "credit note"
        case .payment: "payment"
        case .allocation: "payment pays invoice"
        case .release: "payment taken off invoice"
        case .refund: "refund"
        case .writeOff: "write-off"
        case .badDebt: "bad debt"
        case .earlier: "settled before there were records of it"
        case .credit: "credit"
        case .recognition: "revenue earned"
        }
    }
}

/// The paper behind a transaction.
package struct PostingDocument: Hashable, Sendable {
    package let kind: Kind
    /// What people call it.
    package let number: String
    /// Nil where it is none of the ledger's records.
    package let id: RecordID?

    package enum Kind: String, CaseIterable, Sendable {
        case ledger, invoice
        case creditNote = "credit_note"
        case payment, refund, credit
    }

    package init(_ kind: Kind, _ number: String, _ id: RecordID?) {
        self.kind = kind
        self.number = number
        self.id = id
    }
}

/// Why a document cannot be posted. It names the document.
package struct PostingError: Error, Hashable, Sendable, CustomStringConvertible {
    package let document: PostingDocument
    package let problem: Problem

    package enum Problem: Hashable, Sendable {
        /// What its postings come to instead of nothing.
        case unbalanced(Money)
        case mixedCurrencies
        case number(NumberError)
    }

    package init(_ document: PostingDocument, _ problem: Problem) {
        self.document = document
        self.problem = problem
    }

    package var description: String {
        let name = "\(document.kind.rawValue.replacing("_", with: " ")) \(document.number)"
        return switch problem {
        case .unbalanced(let rest): "\(name): its postings come to \(rest) instead of nothing"
        case .mixedCurrencies: "\(name): its postings are in several currencies"
        case .number(let error): "\(name): \(error)"
        }
    }
}
