internal import DaybookCore

/// How a field of a filter is asked for in SQL.
enum FilterColumn: Sendable {
    /// Texts that are NULL where they are absent.
    case texts([String])
    /// A text of records that belong to it: `body` is asked of each of them, with the text's
    /// column, and stands where `{}` is.
    case textsOf(column: String, within: String)
    /// Labels, compared as they are once folded; NULL where absent.
    case label(String)
    case labelsOf(column: String, within: String)
    /// The code of a currency; NULL where absent.
    case code(String)
    /// The condition of each word of a choice; `?` in it stands for the day of today.
    case choice([String: String])
    /// A date as text, NULL where absent. What holds of every record may stand beside it, so that
    /// an index is read that has something else before the date.
    case day(String, beside: String? = nil)
    /// A date that a record has only once it has passed, and while a condition holds.
    case passed(String, where: String)
    /// A time in microseconds, of which the date in a zone is meant: nil for UTC.
    case dayOfTime(String, in: ZoneRules? = nil)
    /// Minor units, and the column of their currency.
    case amount(String, currency: String)
    /// Sums by currency: the condition of `owed.amount` and `owed.currency` stands at `{}`.
    case amountsOf(within: String)
    case count(String)

    /// Whether words anywhere are looked for in it too, so that the index of texts knows it.
    var isSearched: Bool {
        switch self {
        case .texts, .textsOf: true
        case .label, .labelsOf, .code, .choice, .day, .passed, .dayOfTime, .amount, .amountsOf,
            .count:
            false
        }
    }

    /// Whether a record has a value, in SQL; `?` in it stands for the day of today.
    var presence: String {
        switch self {
        case .texts(let columns):
            "(" + columns.map { "\($0) IS NOT NULL" }.joined(separator: " OR ") + ")"
        case .textsOf(_, let within), .labelsOf(_, let within), .amountsOf(let within):
            within.filled("1")
        case .label(let column), .code(let column), .dayOfTime(let column, _), .count(let column),
            .amount(let column, _), .day(let column, _):
            "\(column) IS NOT NULL"
        case .passed(let column, let condition): "(\(condition) AND ifnull(\(column) < ?, 0))"
        case .choice: "1"
        }
    }
}

extension String {
    /// The text with another in the place of `{}`.
    func filled(_ part: String) -> String {
        let parts = split(separator: "{}", maxSplits: 1, omittingEmptySubsequences: false)
        precondition(parts.count == 2, "a frame has a place: \(self)")
        return "\(parts[0])\(part)\(parts[1])"
    }
}
