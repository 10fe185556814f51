/// A length of time in whole days, weeks, months or years: `30d`, `2w`, `6m`, `1y`.
package struct FilterSpan: Hashable, Sendable {
    package let count: Int
    package let unit: Unit

    package enum Unit: String, CaseIterable, Sendable {
        case days = "d"
        case weeks = "w"
        case months = "m"
        case years = "y"
    }

    /// Nobody asks for more, and no sum of it leaves 64 bits.
    package static var most: Int { 1_000_000 }

    package init(_ count: Int, _ unit: Unit) {
        precondition(count.magnitude <= Self.most, "a span has at most a million units")
        self.count = count
        self.unit = unit
    }

    /// A day so much later; beyond the calendar stands its last day, or its first.
    package func added(to date: CivilDate) -> CivilDate {
        let moved =
            switch unit {
            case .days: try? date.adding(days: count)
            case .weeks: try? date.adding(days: 7 * count)
            case .months: try? date.adding(months: count, monthEnd: .clamp)
            case .years: try? date.adding(months: 12 * count, monthEnd: .clamp)
            }
        return moved ?? (count < 0 ? .earliest : .latest)
    }

    package var negated: FilterSpan { FilterSpan(-count, unit) }
}

extension FilterSpan: CustomStringConvertible {
    /// A number and the letter of its unit; a number alone counts days.
    package init?(_ text: String) {
        var digits = Substring(text.lowercased())
        let unit = digits.last.flatMap { Unit(rawValue: String($0)) }
        if unit != nil { digits.removeLast() }
        let isNumber = digits.utf8.drop { $0 == 0x2B || $0 == 0x2D }
            .allSatisfy { (0x30...0x39).contains($0) }
        guard isNumber, let count = Int(digits), count.magnitude <= Self.most else { return nil }
        self.init(count, unit ?? .days)
    }

    package var description: String { "\(count)\(unit.rawValue)" }
}
