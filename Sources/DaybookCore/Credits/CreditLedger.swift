/// An account's credits and every entry that changed them, in order of time.
///
/// Given = used + expired + voided + left, always: entries are added and never taken away.
package struct CreditLedger: Hashable, Sendable {
    package let currency: Currency
    package private(set) var credits: [MoneyCredit] = []
    package private(set) var entries: [Entry] = []

    package struct Entry: Hashable, Sendable {
        package let credit: String
        package let kind: Kind
        /// Above zero, whatever it does.
        package let amount: Money
        package let on: CivilDate
    }

    package enum Kind: Hashable, Sendable {
        case granted
        case used(invoice: String)
        /// What an invoice that was voided had used.
        case returned(invoice: String)
        case expired
        case voided
    }

    package init(_ currency: Currency) {
        self.currency = currency
    }

    // MARK: - Giving and taking

    package mutating func grant(_ credit: MoneyCredit) throws(CreditError) {
        guard credit.amount.currency == currency else { throw .mixedCurrencies(credit.id) }
        if credits.contains(where: { $0.id == credit.id }) { throw .known(credit.id) }
        credits.append(credit)
        add(credit.id, .granted, credit.amount, credit.effectiveOn)
    }

    /// Voids what is left of a credit; what was used stays used.
    package mutating func void(_ id: String, on date: CivilDate) throws(CreditError) {
        let left = try left(of: id, on: date)
        guard left.minorUnits > 0 else { throw .notUsable(id) }
        add(id, .voided, left, date)
    }

    /// Writes off what has expired by a day.
    package mutating func expire(on date: CivilDate) throws(CreditError) {
        for credit in credits {
            guard let expiry = credit.expiresOn, expiry <= date else { continue }
            let left = try rest(of: credit.id, through: date)
            if left.minorUnits > 0 { add(credit.id, .expired, left, expiry) }
        }
    }

    private mutating func add(_ id: String, _ kind: Kind, _ amount: Money, _ date: CivilDate) {
        entries.append(Entry(credit: id, kind: kind, amount: amount, on: date))
    }

    // MARK: - Balances

    /// What a credit has left on a day, whatever has happened since.
    package func left(of id: String, on date: CivilDate) throws(CreditError) -> Money {
        guard let credit = credits.first(where: { $0.id == id }) else { throw .unknown(id) }
        return credit.isUsable(on: date) ? try rest(of: id, through: date) : .zero(currency)
    }

    /// What all credits have left on a day.
    package func balance(on date: CivilDate) throws(CreditError) -> Money {
        var sum = Money.zero(currency)
        for credit in credits { sum = try sum.plus(left(of: credit.id, on: date)) }
        return sum
    }

    private func rest(of id: String, through date: CivilDate) throws(CreditError) -> Money {
        var rest = Money.zero(currency)
        for entry in entries where entry.credit == id && entry.on <= date {
            switch entry.kind {
            case .granted, .returned: rest = try rest.plus(entry.amount)
            case .used, .expired, .voided: rest = try rest.plus(entry.amount.negated)
            }
        }
        return rest
    }

    // MARK: - Using

    /// What an invoice line still asks for, and what of.
    package struct Claim: Hashable, Sendable {
        package let line: String
        package let product: String?
        package let account: String
        package let open: Money

        package init(line: String, product: String?, account: String, open: Money) {
            self.line = line
            self.product = product
            self.account = account
            self.open = open
        }
    }

    /// Part of a credit for part of a line.
    package struct Use: Hashable, Sendable {
        package let credit: String
        package let line: String
        package let amount: Money
    }

    /// What credits would pay of the lines of an invoice: each in its turn, each line in its
    /// order, as far as it goes. Nothing is written.
    package func uses(
        for claims: [Claim],
        on date: CivilDate,
    ) throws(CreditError) -> [Use] {
        var open = claims.map(\.open)
        if let other = claims.first(where: { $0.open.currency != currency }) {
            throw .mixedCurrencies(other.line)
        }
        var uses: [Use] = []
        for credit in credits.sorted(by: MoneyCredit.isUsedBefore) {
            var left = try left(of: credit.id, on: date)
            for (index, claim) in claims.enumerated() where left.minorUnits > 0 {
                guard open[index].minorUnits > 0,
                    credit.scope.covers(product: claim.product, account: claim.account)
                else { continue }
                let part = Money(minorUnits: min(left.minorUnits, open[index].minorUnits), currency)
                uses.append(Use(credit: credit.id, line: claim.line, amount: part))
                open[index] = try open[index].plus(part.negated)
                left = try left.plus(part.negated)
            }
        }
        return uses
    }

    /// Writes what an invoice uses.
    package mutating func use(
        _ uses: [Use],
        for invoice: String,
        on date: CivilDate,
    ) throws(CreditError) {
        var after = self
        for use in uses {
            let left = try after.left(of: use.credit, on: date)
            guard use.amount.minorUnits <= left.minorUnits else {
                throw .notEnough(use.credit, left)
            }
            after.add(use.credit, .used(invoice: invoice), use.amount, date)
        }
        self = after
    }

    /// Gives back what a voided invoice had used; to a credit that has expired since, in vain.
    package mutating func giveBack(invoice: String, on date: CivilDate) {
        var used: [String: Money] = [:]
        for entry in entries {
            switch entry.kind {
            case .used(invoice): used[entry.credit] = used[entry.credit].sum(entry.amount)
            case .returned(invoice):
                used[entry.credit] = used[entry.credit].sum(entry.amount.negated)
            case .granted, .used, .returned, .expired, .voided: break
            }
        }
        for (credit, amount) in used.sorted(by: { $0.key < $1.key }) where !amount.isZero {
            add(credit, .returned(invoice: invoice), amount, date)
        }
    }
}

extension Money {
    fileprivate func plus(_ other: Money) throws(CreditError) -> Money {
        do throws(NumberError) { return try adding(other) } catch { throw .number(error) }
    }
}

extension Money? {
    /// Sums of amounts that were given before, so that they fit.
    fileprivate func sum(_ other: Money) -> Money {
        guard let self else { return other }
        return (try? self.adding(other)) ?? self
    }
}
