/// A record as filters see it.
package struct FilterRecord: Sendable {
    /// By the names of the fields; a field that is not there is absent.
    package let values: [String: FilterValue]
    /// The texts in which words are looked for anywhere.
    package let texts: [String]

    package init(values: [String: FilterValue], texts: [String]) {
        self.values = values
        self.texts = texts
    }
}

/// What a record has in a field.
package enum FilterValue: Hashable, Sendable {
    /// Several where the field speaks of several: a name and a key.
    case texts([String])
    /// All words of the choice that are true of the record.
    case choices(Set<String>)
    case labels([String])
    case day(CivilDate)
    /// Of one currency each.
    case amounts([Money])
    case count(Int)
}

extension ListFilter {
    /// Whether a record is let through, on a day.
    package func holds(for record: FilterRecord, on today: CivilDate) -> Bool {
        switch self {
        case .all(let parts): parts.allSatisfy { $0.holds(for: record, on: today) }
        case .any(let parts): parts.contains { $0.holds(for: record, on: today) }
        case .not(let part): !part.holds(for: record, on: today)
        case .word(let word): SearchWord(word).isFound(in: record)
        case .pattern(let pattern): record.texts.contains { pattern.matches($0) }
        case .has(let field): record.values[field] != nil
        case .field(let field, let matches):
            record.values[field].map { value in
                matches.contains { $0.holds(for: value, on: today) }
            } ?? false
        case .named: false
        }
    }
}

extension FilterMatch {
    /// Whether the value of the field that this was said of is as it says.
    func holds(for value: FilterValue, on today: CivilDate) -> Bool {
        switch (self, value) {
        case (.contains(let part), .texts(let texts)):
            let folded = SearchWord(part).folded
            return texts.contains { SearchWord.fold($0).utf8.contains(folded.utf8) }
        case (.equals(let other), .texts(let texts)), (.label(let other), .labels(let texts)):
            return texts.contains { SearchWord.fold($0) == SearchWord.fold(other) }
        case (.pattern(let pattern), .texts(let texts)):
            return texts.contains { pattern.matches($0) }
        case (.choice(let word), .choices(let words)):
            return words.contains(word)
        case (.days, .day(let date)), (.ages, .day(let date)):
            return dayBounds(on: today)?.contains(date) ?? false
        case (.amounts(let comparison, let currency), .amounts(let amounts)):
            return amounts.contains {
                (currency ?? $0.currency.code) == $0.currency.code
                    && comparison.holds(for: $0.amount)
            }
        case (.counts(let comparison), .count(let count)):
            return comparison.holds(for: count)
        case (.contains, _), (.equals, _), (.label, _), (.pattern, _), (.choice, _), (.days, _),
            (.ages, _), (.amounts, _), (.counts, _):
            return false
        }
    }

    /// The days that a match of days or ages lets through, on a day; nil for other matches.
    package func dayBounds(on today: CivilDate) -> DayBounds? {
        switch self {
        case .days(let comparison): DayBounds(comparison.map { $0.days(on: today) })
        case .ages(let comparison): DayBounds(agesAt: today, comparison)
        case .contains, .equals, .pattern, .choice, .label, .amounts, .counts: nil
        }
    }
}

/// The days from one to another, both included; without a bound where nil stands.
package struct DayBounds: Hashable, Sendable {
    package private(set) var from: CivilDate?
    package private(set) var through: CivilDate?
    /// No day at all.
    package private(set) var isEmpty = false

    package func contains(_ date: CivilDate) -> Bool {
        !isEmpty && (from.map { $0 <= date } ?? true) && (through.map { date <= $0 } ?? true)
    }

    init(_ comparison: FilterComparison<ClosedRange<CivilDate>>) {
        switch comparison {
        case .equal(let days): (from, through) = (days.lowerBound, days.upperBound)
        case .less(let days): setBefore(days.lowerBound)
        case .lessOrEqual(let days): through = days.upperBound
        case .greater(let days): setAfter(days.upperBound)
        case .greaterOrEqual(let days): from = days.lowerBound
        case .between(let first, let last): (from, through) = (first.lowerBound, last.upperBound)
        }
    }

    /// The longer ago, the earlier: the order of ages is that of days turned round.
    init(agesAt today: CivilDate, _ comparison: FilterComparison<FilterSpan>) {
        switch comparison.map({ $0.negated.added(to: today) }) {
        case .equal(let date): (from, through) = (date, date)
        case .less(let date): setAfter(date)
        case .lessOrEqual(let date): from = date
        case .greater(let date): setBefore(date)
        case .greaterOrEqual(let date): through = date
        case .between(let latest, let earliest): (from, through) = (earliest, latest)
        }
    }

    private mutating func setBefore(_ date: CivilDate) {
        through = try? date.adding(days: -1)
        isEmpty = through == nil
    }

    private mutating func setAfter(_ date: CivilDate) {
        from = try? date.adding(days: 1)
        isEmpty = from == nil
    }
}
