/// An account's credits and every entry that changed them, in order of time.
///
/// Given = used + expired + voided + deducted + left, always: entries are added and never taken
/// away. What follows from the day alone, expiry and the turns of periods, is no entry that is
/// kept, but told with them.
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

        package init(credit: String, kind: Kind, amount: Money, on: CivilDate) {
            self.credit = credit
            self.kind = kind
            self.amount = amount
            self.on = on
        }
    }

    package enum Kind: Hashable, Sendable {
        case granted
        case used(invoice: String)
        /// What an invoice that was voided had used.
        case returned(invoice: String)
        case expired
        case voided
        /// Taken off by hand.
        case deducted
        /// Given anew when a period began. As expiry, it follows from the day and is kept nowhere.
        case renewed
        /// What did not go on into the next period.
        case lapsed

        package var name: String {
            switch self {
            case .granted: "granted"
            case .used: "used"
            case .returned: "returned"
            case .expired: "expired"
            case .voided: "voided"
            case .deducted: "deducted"
            case .renewed: "renewed"
            case .lapsed: "lapsed"
            }
        }
    }

    package init(_ currency: Currency) {
        self.currency = currency
    }

    /// A ledger as it was kept.
    package init(_ currency: Currency, credits: [MoneyCredit], entries: [Entry]) {
        self.currency = currency
        self.credits = credits
        self.entries = entries
    }

    // MARK: - Giving and taking

    package mutating func grant(_ credit: MoneyCredit) throws(CreditError) {
        guard credit.amount.currency == currency else { throw .mixedCurrencies(credit.id) }
        if credits.contains(where: { $0.id == credit.id }) { throw .known(credit.id) }
        credits.append(credit)
        add(credit.id, .granted, credit.amount, credit.effectiveOn)
    }

    /// Voids what is left of a credit, and ends its renewals; what was used stays used. One that
    /// has not begun is voided on its first day, one that recurs not before its last entry: without
    /// its renewals it might not have had what was taken by then.
    package mutating func void(_ id: String, on date: CivilDate) throws(CreditError) {
        let credit = try credit(id)
        var day = max(date, credit.effectiveOn)
        let isRecurring = credit.recurrence != nil
        if isRecurring { day = max(day, .latest(in: entries, of: id)) }
        let left = try takable(of: id, on: day)
        let goesOn = credit.turn(after: day)?.isRenewal ?? false
        guard left.minorUnits > 0 || goesOn else { throw .notUsable(id) }
        if left.minorUnits > 0 { add(id, .voided, left, day) }
        guard goesOn, let place = credits.firstIndex(where: { $0.id == id }) else { return }
        credits[place].stoppedOn = day
    }

    /// Takes a part of a credit off by hand; of one that has not begun, on its first day.
    package mutating func deduct(
        _ amount: Money,
        of id: String,
        on date: CivilDate,
    ) throws(CreditError) {
        let day = max(date, try credit(id).effectiveOn)
        guard amount.currency == currency else { throw .mixedCurrencies(id) }
        guard amount.minorUnits > 0 else { throw .notPositive(id) }
        let left = try takable(of: id, on: day)
        guard left.minorUnits > 0 else { throw .notUsable(id) }
        guard amount.minorUnits <= left.minorUnits else { throw .notEnough(id, left) }
        add(id, .deducted, amount, day)
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
    /// order, as far as it goes. What other lines give back is no longer to be paid: credits never
    /// make an invoice negative. Nothing is written.
    package func uses(
        for claims: [Claim],
        on date: CivilDate,
    ) throws(CreditError) -> [Use] {
        var open = claims.map(\.open)
        if let other = claims.first(where: { $0.open.currency != currency }) {
            throw .mixedCurrencies(other.line)
        }
        var owed = Money.zero(currency)
        for part in open { owed = try owed.plus(part) }
        var uses: [Use] = []
        for credit in credits.sorted(by: MoneyCredit.isUsedBefore) where owed.minorUnits > 0 {
            var left = try takable(of: credit.id, on: date)
            for (index, claim) in claims.enumerated() where left.minorUnits > 0 {
                guard open[index].minorUnits > 0,
                    credit.scope.covers(product: claim.product, account: claim.account)
                else { continue }
                let most = min(left.minorUnits, open[index].minorUnits, owed.minorUnits)
                guard most > 0 else { break }
                let part = Money(minorUnits: most, currency)
                uses.append(Use(credit: credit.id, line: claim.line, amount: part))
                open[index] = try open[index].plus(part.negated)
                left = try left.plus(part.negated)
                owed = try owed.plus(part.negated)
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
            let left = try after.takable(of: use.credit, on: date)
            guard use.amount.minorUnits <= left.minorUnits else {
                throw .notEnough(use.credit, left)
            }
            after.add(use.credit, .used(invoice: invoice), use.amount, date)
        }
        self = after
    }

    /// Gives back what an invoice that is void or gone had used, not before it was used; to a
    /// credit that has expired since, in vain.
    package mutating func giveBack(invoice: String, on date: CivilDate) {
        giveBack(invoice: invoice, on: date) { _, used in used }
    }

    /// Gives back a part of what an invoice had used, as far as that has not come back already.
    ///
    /// - Parameter parts: what of each credit shall have come back in the end
    package mutating func giveBack(
        _ parts: [UsedCredit],
        of invoice: String,
        on date: CivilDate,
    ) {
        let returned = entries.filter { $0.kind == .returned(invoice: invoice) }
        giveBack(invoice: invoice, on: date) { credit, used in
            let wanted = parts.reduce(0) { $1.credit == credit ? $0 + $1.amount.minorUnits : $0 }
            let earlier = returned.reduce(0) {
                $1.credit == credit ? $0 + $1.amount.minorUnits : $0
            }
            return Money(minorUnits: max(0, min(wanted - earlier, used.minorUnits)), used.currency)
        }
    }

    private mutating func giveBack(
        invoice: String,
        on date: CivilDate,
        _ part: (_ credit: String, _ used: Money) -> Money,
    ) {
        var used: [String: (amount: Money, last: CivilDate)] = [:]
        for entry in entries {
            let change: Money
            switch entry.kind {
            case .used(invoice): change = entry.amount
            case .returned(invoice): change = entry.amount.negated
            case .granted, .used, .returned, .expired, .voided, .deducted, .renewed, .lapsed:
                continue
            }
            let known = used[entry.credit]
            used[entry.credit] = (
                (known?.amount).sum(change), max(known?.last ?? entry.on, entry.on)
            )
        }
        for (credit, use) in used.sorted(by: { $0.key < $1.key }) {
            let amount = part(credit, use.amount)
            if amount.isZero { continue }
            add(credit, .returned(invoice: invoice), amount, max(date, use.last))
        }
    }
}

extension Money? {
    /// Sums of amounts that were given before, so that they fit.
    fileprivate func sum(_ other: Money) -> Money {
        guard let self else { return other }
        return (try? self.adding(other)) ?? self
    }
}
