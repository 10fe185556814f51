/// A credit as somebody asks for it: whatever it leaves open follows from the day on which it is
/// granted.
package struct CreditOrder: Hashable, Sendable {
    /// The id that the credit will have.
    package let id: RecordID
    package let account: RecordID
    package let amount: Money
    package let priority: Int
    /// Nil: the day on which it is granted. That may be long after it was asked for. One that
    /// recurs has its first day, from which its periods count.
    package let effectiveOn: CivilDate?
    package let expiresOn: CivilDate?
    package let products: Set<String>
    package let purpose: String
    package let recurrence: CreditRecurrence?

    package init(
        id: RecordID,
        account: RecordID,
        amount: Money,
        priority: Int = 1,
        effectiveOn: CivilDate? = nil,
        expiresOn: CivilDate? = nil,
        products: Set<String> = [],
        purpose: String = "",
        recurrence: CreditRecurrence? = nil,
    ) {
        self.id = id
        self.account = account
        self.amount = amount
        self.priority = priority
        self.effectiveOn = recurrence?.anchor ?? effectiveOn
        self.expiresOn = expiresOn
        self.products = products
        self.purpose = purpose
        self.recurrence = recurrence
    }

    /// What it comes to in all its periods; nil where they have no end.
    package var total: Money? {
        guard let recurrence else { return amount }
        return recurrence.most(of: amount, expiresOn)
    }

    /// The credit that is granted on a day.
    package func credit(on today: CivilDate, at now: Instant) throws(CreditError) -> MoneyCredit {
        try MoneyCredit(
            id: id.description,
            amount: amount,
            priority: priority,
            effectiveOn: effectiveOn ?? today,
            expiresOn: expiresOn,
            createdAt: now,
            scope: .init(products: products),
            purpose: purpose,
            recurrence: recurrence
        )
    }
}
