/// That what was paid of a credited amount becomes a credit, and not money without an invoice.
package struct CreditBack: Hashable, Sendable {
    /// The id that the credit will have, if there is one.
    package let id: RecordID
    package let expiresOn: CivilDate?

    package init(id: RecordID, expiresOn: CivilDate?) {
        self.id = id
        self.expiresOn = expiresOn
    }
}
