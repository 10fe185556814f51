/// Money that an account may use before it pays.
package struct MoneyCredit: Hashable, Sendable {
    package let id: String
    /// What it gives; one that recurs gives it anew each period.
    package let amount: Money
    /// Lower numbers are used first.
    package let priority: Int
    package let effectiveOn: CivilDate
    /// The first day on which it cannot be used any more; nil if that never comes.
    package let expiresOn: CivilDate?
    package let createdAt: Instant
    package let scope: Scope
    package let purpose: String
    package let recurrence: CreditRecurrence?
    /// The day on which somebody ended its renewals: none comes after that.
    package internal(set) var stoppedOn: CivilDate?

    /// What it may pay for.
    package struct Scope: Hashable, Sendable {
        /// Empty: every product.
        package let products: Set<String>
        /// Empty: every account of the customer.
        package let accounts: Set<String>

        package static let everything = Scope()

        package init(products: Set<String> = [], accounts: Set<String> = []) {
            self.products = products
            self.accounts = accounts
        }

        package func covers(product: String?, account: String) -> Bool {
            let takesProduct = products.isEmpty || product.map(products.contains) ?? false
            return takesProduct && (accounts.isEmpty || accounts.contains(account))
        }
    }

    package init(
        id: String,
        amount: Money,
        priority: Int = 1,
        effectiveOn: CivilDate,
        expiresOn: CivilDate? = nil,
        createdAt: Instant,
        scope: Scope = .everything,
        purpose: String = "",
        recurrence: CreditRecurrence? = nil,
        stoppedOn: CivilDate? = nil,
    ) throws(CreditError) {
        if amount.minorUnits <= 0 { throw .notPositive(id) }
        if let expiresOn, expiresOn <= effectiveOn { throw .neverUsable(id) }
        if let recurrence {
            precondition(
                recurrence.anchor == effectiveOn,
                "periods count from a credit's first day"
            )
            if recurrence.rollover.maximum.currency != amount.currency {
                throw .mixedCurrencies(id)
            }
        }
        self.id = id
        self.amount = amount
        self.priority = priority
        self.effectiveOn = effectiveOn
        self.expiresOn = expiresOn
        self.createdAt = createdAt
        self.scope = scope
        self.purpose = purpose
        self.recurrence = recurrence
        self.stoppedOn = stoppedOn
    }

    package func isUsable(on date: CivilDate) -> Bool {
        effectiveOn <= date && expiresOn.map { date < $0 } ?? true
    }

    /// The order in which credits are used: by priority, then what expires first, then what was
    /// given first, then by id.
    package static func isUsedBefore(_ one: MoneyCredit, _ other: MoneyCredit) -> Bool {
        if one.priority != other.priority { return one.priority < other.priority }
        let (first, second) = (one.expiresOn ?? .latest, other.expiresOn ?? .latest)
        if first != second { return first < second }
        if one.createdAt != other.createdAt { return one.createdAt < other.createdAt }
        return one.id < other.id
    }
}
