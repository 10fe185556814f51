/// Money that an account has paid in advance: topped up, held for what runs, used when it is due.
package struct Wallet: Hashable, Sendable {
    package private(set) var balance: Money
    /// What of the balance is promised to invoices that are not issued yet.
    package private(set) var holds: [String: Money] = [:]
    /// At or below this balance it is time for a top-up; nil if nobody wants to know.
    package let threshold: Money?
    /// What an automatic top-up brings.
    package let topUp: Money?

    package init(
        balance: Money,
        threshold: Money? = nil,
        topUp: Money? = nil,
    ) throws(CreditError) {
        for amount in [threshold, topUp] {
            if let amount, amount.currency != balance.currency { throw .mixedCurrencies("wallet") }
        }
        if let topUp, topUp.minorUnits <= 0 { throw .notPositive("wallet") }
        self.balance = balance
        self.threshold = threshold
        self.topUp = topUp
    }

    /// What is not promised.
    package var available: Money {
        let held = holds.values.reduce(Int128(0)) { $0 + $1.minorUnits }
        return Money(minorUnits: balance.minorUnits - held, balance.currency)
    }

    package var needsTopUp: Bool {
        threshold.map { available.minorUnits <= $0.minorUnits } ?? false
    }

    package mutating func add(_ amount: Money) throws(CreditError) {
        guard amount.minorUnits > 0 else { throw .notPositive("top-up") }
        do throws(NumberError) { balance = try balance.adding(amount) } catch {
            throw error == .overflow ? .number(error) : .mixedCurrencies("top-up")
        }
    }

    /// Promises as much as there is to an invoice that still runs; told again, the promise
    /// follows the invoice. Answers what is promised.
    @discardableResult
    package mutating func hold(_ amount: Money, for invoice: String) throws(CreditError) -> Money {
        guard amount.currency == balance.currency else { throw .mixedCurrencies(invoice) }
        holds[invoice] = nil
        let part = max(0, min(amount.minorUnits, available.minorUnits))
        let promise = Money(minorUnits: part, balance.currency)
        if part > 0 { holds[invoice] = promise }
        return promise
    }

    /// Pays an invoice that is due as far as the wallet goes, its own promise first. Answers what
    /// was paid.
    package mutating func pay(_ amount: Money, of invoice: String) throws(CreditError) -> Money {
        let part = try hold(amount, for: invoice)
        holds[invoice] = nil
        balance = Money(minorUnits: balance.minorUnits - part.minorUnits, balance.currency)
        return part
    }
}
