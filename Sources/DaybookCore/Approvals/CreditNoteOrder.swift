/// A credit note as somebody asks for it, line by line: what is approved is what was looked at, and
/// not what is left of the invoice by then.
package struct CreditNoteOrder: Hashable, Sendable {
    /// The id that the credit note will have.
    package let id: RecordID
    package let invoice: RecordID
    package let lines: [Line]
    /// What it takes off, taxes with it.
    package let total: Money
    package let reason: String?
    /// Nil: what was paid becomes the customer's again.
    package let asCredit: CreditBack?
    /// Whether it takes off what a billing run found to be billed too much: that is not billed
    /// any more then.
    package let corrects: Bool

    package struct Line: Hashable, Sendable {
        package let position: Int
        package let net: Money

        package init(_ position: Int, net: Money) {
            self.position = position
            self.net = net
        }
    }

    package init(
        id: RecordID,
        invoice: RecordID,
        lines: [Line],
        total: Money,
        reason: String?,
        asCredit: CreditBack? = nil,
        corrects: Bool = false,
    ) {
        self.id = id
        self.invoice = invoice
        self.lines = lines
        self.total = total
        self.reason = reason
        self.asCredit = asCredit
        self.corrects = corrects
    }

    /// What a credit note that was looked at takes off.
    package init(
        _ note: CreditNote,
        id: RecordID,
        on invoice: RecordID,
        reason: String?,
        asCredit: CreditBack? = nil,
        corrects: Bool = false,
    ) {
        self.init(
            id: id,
            invoice: invoice,
            lines: note.lines.map { Line($0.position, net: $0.net) },
            total: note.total,
            reason: reason,
            asCredit: asCredit,
            corrects: corrects
        )
    }

    package var scope: CreditScope {
        .lines(lines.map { LineCredit($0.position, .amount($0.net)) })
    }
}
