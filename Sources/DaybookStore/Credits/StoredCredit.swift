package import DaybookCore

// What lives in this folder: credits of accounts, and every entry that changed one. What may be
// taken of a credit is decided in `DaybookCore/Credits`, on what is read here.

/// A credit with the account that may use it, and what became of it.
package struct StoredCredit: Hashable, Sendable {
    package let id: RecordID
    package let account: RecordID
    package let accountKey: String
    package let credit: MoneyCredit
    /// Of this credit alone.
    package let ledger: CreditLedger

    package init(
        id: RecordID,
        account: RecordID,
        accountKey: String,
        credit: MoneyCredit,
        ledger: CreditLedger,
    ) {
        (self.id, self.account, self.accountKey) = (id, account, accountKey)
        (self.credit, self.ledger) = (credit, ledger)
    }

    package func sums(on day: CivilDate) throws -> CreditSums {
        try ledger.sums(of: credit.id, on: day)
    }

    package func standing(on day: CivilDate) throws -> CreditStanding {
        try ledger.standing(of: credit.id, on: day)
    }
}

/// An entry of a credit with what people want to know of it.
package struct StoredCreditEntry: Hashable, Sendable {
    package let entry: CreditLedger.Entry
    package let madeAt: Instant
    package let note: String?
    /// The number of the invoice that used it; nil for drafts, and where it is gone.
    package let invoiceNumber: String?
    /// What of it stands on which line of the invoice, while that is there.
    package let lines: [Line]

    package struct Line: Hashable, Sendable {
        package let position: Int
        package let amount: Money
    }
}

extension RecordKind {
    package static var credit: RecordKind { .init(table: "credits", noun: "credit") }
}
