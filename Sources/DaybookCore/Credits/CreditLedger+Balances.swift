/// What credits have left, on any day.
extension CreditLedger {
    /// What a credit has left on a day, whatever has happened since.
    package func left(of id: String, on date: CivilDate) throws(CreditError) -> Money {
        try credit(id).isUsable(on: date) ? try rest(of: id, through: date) : .zero(currency)
    }

    /// What all credits have left on a day.
    package func balance(on date: CivilDate) throws(CreditError) -> Money {
        var sum = Money.zero(currency)
        for credit in credits { sum = try sum.plus(left(of: credit.id, on: date)) }
        return sum
    }

    /// What can be taken of a credit on a day: what it has left, but for what is taken on a later
    /// one. A run for an earlier day than the last one must not spend the same a second time.
    package func takable(of id: String, on date: CivilDate) throws(CreditError) -> Money {
        var least = try left(of: id, on: date)
        if try credit(id).recurrence != nil {
            let slack = try walk(of: id, through: .latest(in: entries, of: id)).slack(after: date)
            if let slack, slack.minorUnits < least.minorUnits { least = slack }
            return least.isNegative ? .zero(currency) : least
        }
        for entry in entries where entry.credit == id && entry.on > date {
            let rest = try rest(of: id, through: entry.on)
            if rest.minorUnits < least.minorUnits { least = rest }
        }
        return least.isNegative ? .zero(currency) : least
    }

    /// The entries of a credit, those of the turns of its periods among them, and the one by which
    /// what was left of it expired before a day.
    package func history(of id: String, on date: CivilDate) throws(CreditError) -> [Entry] {
        var ledger = self
        try ledger.expire(on: date)
        if try credit(id).recurrence != nil {
            return try ledger.walk(of: id, through: date).entries
        }
        return ledger.entries.filter { $0.credit == id && $0.on <= date }
    }

    /// How a credit stands on a day.
    package func standing(of id: String, on date: CivilDate) throws(CreditError) -> CreditStanding {
        let credit = try credit(id)
        if let expiresOn = credit.expiresOn, expiresOn <= date { return .expired }
        let left = try rest(of: id, through: max(date, credit.effectiveOn))
        if left.isZero {
            let isVoided = entries.contains { $0.credit == id && $0.kind == .voided }
            if isVoided || credit.stoppedOn != nil { return .voided }
            if let until = credit.recurrence?.until, until <= date { return .expired }
            return .usedUp
        }
        return credit.effectiveOn <= date ? .usable : .scheduled
    }

    /// The credit of an id.
    func credit(_ id: String) throws(CreditError) -> MoneyCredit {
        guard let credit = credits.first(where: { $0.id == id }) else { throw .unknown(id) }
        return credit
    }

    func rest(of id: String, through date: CivilDate) throws(CreditError) -> Money {
        if try credit(id).recurrence != nil { return try walk(of: id, through: date).rest }
        var rest = Money.zero(currency)
        for entry in entries where entry.credit == id && entry.on <= date {
            rest = try rest.plus(entry.isGiven ? entry.amount : entry.amount.negated)
        }
        return rest
    }

    private func walk(of id: String, through date: CivilDate) throws(CreditError) -> CreditWalk {
        try CreditWalk(credit(id), entries.filter { $0.credit == id }, through: date)
    }
}

extension CivilDate {
    /// The day of the last entry of a credit.
    static func latest(in entries: [CreditLedger.Entry], of id: String) -> CivilDate {
        entries.reduce(.earliest) { $1.credit == id ? max($0, $1.on) : $0 }
    }
}

extension CreditLedger.Entry {
    /// Whether it adds to what is left; the others take.
    package var isGiven: Bool {
        switch kind {
        case .granted, .returned, .renewed: true
        case .used, .expired, .voided, .deducted, .lapsed: false
        }
    }
}

extension CreditLedger.Kind {
    /// Whether it follows from the day, and is kept nowhere.
    package var isDerived: Bool {
        switch self {
        case .expired, .renewed, .lapsed: true
        case .granted, .used, .returned, .voided, .deducted: false
        }
    }
}

/// How a credit stands on a day.
package enum CreditStanding: String, CaseIterable, Hashable, Sendable {
    /// It has not begun.
    case scheduled
    case usable
    case usedUp = "used_up"
    case expired
    case voided
}

extension Money {
    func plus(_ other: Money) throws(CreditError) -> Money {
        do throws(NumberError) { return try adding(other) } catch { throw .number(error) }
    }
}

/// What became of a credit by a day: given = used + deducted + voided + expired + left.
package struct CreditSums: Hashable, Sendable {
    /// In all periods.
    package private(set) var given: Money
    /// By invoices, less what came back from them.
    package private(set) var used: Money
    package private(set) var deducted: Money
    package private(set) var voided: Money
    /// What lapsed at the ends of periods is among it.
    package private(set) var expired: Money
    package private(set) var left: Money

    fileprivate init(_ entries: [CreditLedger.Entry], _ currency: Currency) throws(CreditError) {
        let zero = Money.zero(currency)
        (given, used, deducted, voided, expired, left) = (zero, zero, zero, zero, zero, zero)
        for entry in entries {
            let amount = entry.amount
            switch entry.kind {
            case .granted, .renewed: given = try given.plus(amount)
            case .used: used = try used.plus(amount)
            case .returned: used = try used.plus(amount.negated)
            case .deducted: deducted = try deducted.plus(amount)
            case .voided: voided = try voided.plus(amount)
            case .expired, .lapsed: expired = try expired.plus(amount)
            }
            left = try left.plus(entry.isGiven ? amount : amount.negated)
        }
    }
}

extension CreditLedger {
    /// The sums of a credit by the end of a day; of one that has not begun, those of its first.
    package func sums(of id: String, on date: CivilDate) throws(CreditError) -> CreditSums {
        let day = max(date, try credit(id).effectiveOn)
        return try CreditSums(history(of: id, on: day), currency)
    }
}
