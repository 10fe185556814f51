internal import DaybookCore

/// Makes conditions of SQL of filters. No text of a filter ever becomes one of SQL: all of them are
/// bound.
///
/// A condition is never NULL, so that it can be turned round: what is absent is asked for first.
struct FilterSQL {
    let columns: [String: FilterColumn]
    let search: ListSearch
    /// Nothing is overdue where there is no day.
    let today: CivilDate?
    /// The digits of the minor unit by the code of the currency.
    let currencies: [(code: String, digits: Int)]

    typealias Condition = (sql: String, values: [SQLValue])

    func condition(_ filter: ListFilter) -> Condition {
        switch filter {
        case .all(let parts): Self.joined(parts.map(condition), "AND", none: "1")
        case .any(let parts): Self.any(parts.map(condition))
        case .not(let part): negated(condition(part))
        case .word(let text): search.condition(SearchWord(text), today)
        case .pattern(let pattern): search.condition(pattern, today)
        case .has(let field): onDay(column(field).presence)
        case .field(let field, let matches):
            Self.any(matches.map { condition($0, column(field)) })
        // A name that nobody has put a filter in for lets nothing through.
        case .named: ("0", [])
        }
    }

    private func column(_ field: String) -> FilterColumn {
        guard let column = columns[field] else {
            preconditionFailure("a filter is made of fields of its list, and \(field) is none")
        }
        return column
    }

    /// Whether one of these holds.
    static func any(_ parts: [Condition]) -> Condition { joined(parts, "OR", none: "0") }

    /// Only these rows, or what belongs to them.
    static func row(_ column: String, in keys: Set<Int64>) -> Condition {
        let list = keys.sorted().map(String.init).joined(separator: ",")
        return ("\(column) IN (SELECT value FROM json_each(?))", [.text("[\(list)]")])
    }

    private static func joined(
        _ parts: [Condition],
        _ word: String,
        none: String,
    ) -> Condition {
        if parts.isEmpty { return (none, []) }
        let sql = parts.map(\.sql).joined(separator: " \(word) ")
        return (parts.count == 1 ? sql : "(\(sql))", parts.flatMap(\.values))
    }

    private func negated(_ part: Condition) -> Condition { ("NOT \(part.sql)", part.values) }

    // MARK: - Fields

    private func condition(_ match: FilterMatch, _ kind: FilterColumn) -> Condition {
        switch kind {
        case .texts(let columns):
            Self.any(columns.map { present($0, text(match, $0)) })
        case .textsOf(let column, let within): within.filled(around: text(match, column))
        case .label(let column): present(column, label(match, column))
        case .labelsOf(let column, let within): within.filled(around: label(match, column))
        case .code(let column): present(column, code(match, column))
        case .choice(let conditions): choice(match, conditions)
        case .day(let column, let beside):
            Self.joined(
                [
                    (beside ?? "", []),
                    present(column, days(match, column) { .text($0.filterText) }),
                ]
                .filter { !$0.sql.isEmpty },
                "AND",
                none: "1"
            )
        case .passed(let column, _):
            Self.joined(
                [
                    onDay(kind.presence),
                    present(column, days(match, column) { .text($0.filterText) }),
                ],
                "AND",
                none: "1"
            )
        case .dayOfTime(let column, let zone): times(match, column, zone)
        case .amount(let column, let currency):
            present(column, amounts(match, column, currency))
        case .amountsOf(let within):
            within.filled(around: amounts(match, "owed.amount", "owed.currency"))
        case .count(let column): counts(match, column)
        }
    }

    private func present(_ column: String, _ condition: Condition) -> Condition {
        // With a sign before it, no index is read for the half that says little.
        ("(+\(column) IS NOT NULL AND \(condition.sql))", condition.values)
    }

    private func text(_ match: FilterMatch, _ column: String) -> Condition {
        switch match {
        case .contains(let part):
            ("\(WordSearch.function)(?, \(column))", [.text(SearchWord(part).folded)])
        case .equals(let text):
            ("\(SearchFunctions.searchText)(\(column)) = ?", [.text(SearchWord(text).folded)])
        case .pattern(let pattern):
            ("\(SearchFunctions.hasPattern)(?, \(column))", [.text(pattern.source)])
        case .choice, .label, .days, .ages, .amounts, .counts: ("0", [])
        }
    }

    private func label(_ match: FilterMatch, _ column: String) -> Condition {
        guard case .label(let text) = match else { return ("0", []) }
        return ("\(SearchFunctions.searchText)(\(column)) = ?", [.text(SearchWord(text).folded)])
    }

    /// The few codes that there are are folded here, and not the one of each record.
    private func code(_ match: FilterMatch, _ column: String) -> Condition {
        guard case .label(let text) = match else { return ("0", []) }
        let wanted = SearchWord(text).folded
        let codes = currencies.map(\.code).filter { SearchWord.fold($0) == wanted }
        return Self.any(codes.map { ("\(column) = ?", [.text($0)]) })
    }

    private func choice(_ match: FilterMatch, _ conditions: [String: String]) -> Condition {
        guard case .choice(let word) = match, let condition = conditions[word] else {
            return ("0", [])
        }
        return onDay("(\(condition))")
    }

    private func onDay(_ condition: String) -> Condition {
        let places = condition.utf8.count { $0 == UInt8(ascii: "?") }
        if places > 0 && today == nil { return ("0", []) }
        return (condition, Array(repeating: .date(today), count: places))
    }

    private func counts(_ match: FilterMatch, _ column: String) -> Condition {
        guard case .counts(let comparison) = match else { return ("0", []) }
        switch comparison {
        case .equal(let number): return ("\(column) = ?", [.integer(number)])
        case .less(let number): return ("\(column) < ?", [.integer(number)])
        case .lessOrEqual(let number): return ("\(column) <= ?", [.integer(number)])
        case .greater(let number): return ("\(column) > ?", [.integer(number)])
        case .greaterOrEqual(let number): return ("\(column) >= ?", [.integer(number)])
        case .between(let from, let to):
            return ("\(column) BETWEEN ? AND ?", [.integer(from), .integer(to)])
        }
    }
}

extension String {
    fileprivate func filled(around condition: FilterSQL.Condition) -> FilterSQL.Condition {
        (filled(condition.sql), condition.values)
    }
}

// MARK: - Days and amounts

extension FilterSQL {
    private func days(
        _ match: FilterMatch,
        _ column: String,
        _ value: (CivilDate) -> SQLValue,
    ) -> Condition {
        // Without a day, words such as today mean none; the others do not ask for it.
        guard let bounds = match.dayBounds(on: today ?? .earliest), !bounds.isEmpty else {
            return ("0", [])
        }
        switch (bounds.from, bounds.through) {
        case (let from?, let through?) where from == through:
            return ("\(column) = ?", [value(from)])
        case (let from?, let through?):
            return ("\(column) BETWEEN ? AND ?", [value(from), value(through)])
        case (let from?, nil): return ("\(column) >= ?", [value(from)])
        case (nil, let through?): return ("\(column) <= ?", [value(through)])
        case (nil, nil): return ("1", [])
        }
    }

    private func times(
        _ match: FilterMatch,
        _ column: String,
        _ zone: ZoneRules?,
    ) -> Condition {
        guard let bounds = match.dayBounds(on: today ?? .earliest), !bounds.isEmpty else {
            return ("0", [])
        }
        let first = bounds.from.map { Self.start(of: $0, plusDays: 0, zone) }
        let behind = bounds.through.map { Self.start(of: $0, plusDays: 1, zone) }
        switch (first, behind) {
        case (let first?, let behind?):
            return ("(\(column) >= ? AND \(column) < ?)", [first, behind])
        case (let first?, nil): return ("\(column) >= ?", [first])
        case (nil, let behind?): return ("\(column) < ?", [behind])
        case (nil, nil): return ("1", [])
        }
    }

    private static func start(
        of date: CivilDate,
        plusDays days: Int64,
        _ zone: ZoneRules?,
    ) -> SQLValue {
        // At the ends of the calendar, where no zone has rules, UTC is near enough.
        if let zone, let date = try? date.adding(days: Int(days)),
            let start = try? zone.startOfDay(date)
        {
            return .integer(start.microseconds)
        }
        return .integer((Int64(date.dayNumber) + days) * Microseconds.inDay)
    }

    /// Minor units are whole: a bound between two of them is the next one inside.
    private func amounts(
        _ match: FilterMatch,
        _ column: String,
        _ currencyColumn: String,
    ) -> Condition {
        guard case .amounts(let comparison, let currency) = match else { return ("0", []) }
        let wanted = currencies.filter { currency == nil || $0.code == currency }
        let groups = Dictionary(grouping: wanted, by: \.digits).sorted { $0.key < $1.key }
        let parts = groups.map { digits, codes -> Condition in
            let range = MinorUnitRange(comparison, digits: digits)
            let bounds = range.condition(column)
            if currency == nil && groups.count == 1 { return bounds }
            let places = codes.map { _ in "?" }.joined(separator: ", ")
            // Most amounts are outside, which is told sooner than their currency.
            return (
                "(\(bounds.sql) AND \(currencyColumn) IN (\(places)))",
                bounds.values + codes.map { .text($0.code) }
            )
        }
        return Self.any(parts)
    }
}

/// The minor units that a comparison of amounts lets through, as far as 64 bits go.
private struct MinorUnitRange {
    var from: Int128 = .min
    var through: Int128 = .max

    init(_ comparison: FilterComparison<PreciseAmount>, digits: Int) {
        switch comparison.map({ Self.units($0, digits) }) {
        case .equal(let units): (from, through) = (units.up, units.down)
        case .less(let units): through = units.up - 1
        case .lessOrEqual(let units): through = units.down
        case .greater(let units): from = units.down + 1
        case .greaterOrEqual(let units): from = units.up
        case .between(let low, let high): (from, through) = (low.up, high.down)
        }
    }

    func condition(_ column: String) -> FilterSQL.Condition {
        if from > through || from > Int64.max || through < Int64.min { return ("0", []) }
        let low = Int64(exactly: from).map { SQLValue.integer($0) }
        let high = Int64(exactly: through).map { SQLValue.integer($0) }
        switch (low, high) {
        case (let low?, let high?): return ("\(column) BETWEEN ? AND ?", [low, high])
        case (let low?, nil): return ("\(column) >= ?", [low])
        case (nil, let high?): return ("\(column) <= ?", [high])
        case (nil, nil): return ("1", [])
        }
    }

    private struct Units: Hashable {
        let down: Int128
        let up: Int128
    }

    /// The whole units beside an amount. What is beyond 64 bits is beyond all that is stored.
    private static func units(_ amount: PreciseAmount, _ digits: Int) -> Units {
        let shifted = try? amount.multiplied(
            by: PreciseAmount(coefficient: power(digits), scale: 0)
        )
        guard let shifted else {
            let edge: Int128 = amount.isNegative ? Int128(Int64.min) - 2 : Int128(Int64.max) + 2
            return Units(down: edge, up: edge)
        }
        return Units(
            down: shifted.rounded(toScale: 0, .down).coefficient,
            up: shifted.rounded(toScale: 0, .up).coefficient
        )
    }

    private static func power(_ digits: Int) -> Int128 {
        (0..<digits).reduce(Int128(1)) { power, _ in power * 10 }
    }
}
