/// Where a line comes from: a due item of a contract, and how its amount came about.
package struct LineOrigin: Hashable, Sendable {
    package let contract: RecordID
    package let due: DueName
    package let service: Period<Instant>
    package let tax: TaxRate
    package let cause: DueReconciliation.Cause
    /// What was taken off before the amount, which is what is left.
    package let discount: Money
    package let derivations: [Derivation]

    package init(
        contract: RecordID,
        due: DueName,
        service: Period<Instant>,
        tax: TaxRate,
        cause: DueReconciliation.Cause,
        discount: Money,
        derivations: [Derivation],
    ) {
        self.contract = contract
        self.due = due
        self.service = service
        self.tax = tax
        self.cause = cause
        self.discount = discount
        self.derivations = derivations
    }
}
