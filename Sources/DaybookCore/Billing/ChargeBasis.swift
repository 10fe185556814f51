/// Where a charge comes from: the due item of a contract, and how its amount came about.
package struct ChargeBasis: Hashable, Sendable {
    package let contract: RecordID
    package let due: DueName
    /// What the invoice calls it.
    package let title: String
    package let kind: InvoiceLine.Kind
    package let cause: DueReconciliation.Cause
    /// One for each part of the price that has an amount of its own, such as a tier.
    package let derivations: [Derivation]

    package init(
        contract: RecordID,
        due: DueName,
        title: String,
        kind: InvoiceLine.Kind,
        cause: DueReconciliation.Cause,
        derivations: [Derivation],
    ) {
        self.contract = contract
        self.due = due
        self.title = title
        self.kind = kind
        self.cause = cause
        self.derivations = derivations
    }
}
