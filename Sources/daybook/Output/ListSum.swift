import DaybookCore
import DaybookWire

/// What the records of a list come to in one currency.
struct ListSum {
    /// What the sum is of, in a word; empty where the list has but one amount.
    let word: String
    let total: CurrencyTotal
    /// What of it is still to be paid; nil in lists that have no such thing.
    let open: Money?

    /// `EUR amount 13,460.50, open 980.00 (2)`
    var text: String {
        let word = word.isEmpty ? "" : " \(word)"
        let rest = open.map { ", open \($0.groupedText)" } ?? ""
        return "\(total.amount.currency)\(word) \(total.amount.groupedText)\(rest)"
            + " (\(Texts.count(total.count)))"
    }

    var json: JSONValue {
        guard let open, case .object(var members) = total.json else { return total.json }
        members.append(.init("open", open.json))
        return .object(members)
    }
}
