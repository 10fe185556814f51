/// What is asked of one value.
package struct FilterCriterion: Hashable, Sendable {
    package let test: Test
    package let rule: Rule

    package init(_ test: Test, _ rule: Rule = .texts) {
        self.test = test
        self.rule = rule
    }

    package enum Test: Hashable, Sendable {
        case equals(String)
        case isIn([String])
        /// The value is an array that has this element.
        case has(String)
        /// The text has this one within it.
        case contains(String)
        case like(LikePattern)
        case greater(String)
        case greaterOrEqual(String)
        case less(String)
        case lessOrEqual(String)
        /// There is a value, and it is not null.
        case exists
    }

    /// How two values are compared.
    package enum Rule: Hashable, Sendable {
        /// As texts, byte by byte.
        case texts
        /// As numbers where both are, else as texts.
        case numbersWhereBothAre
    }

    /// Whether a value passes. One that is not set passes no test.
    package func holds(for value: EventValue) -> Bool {
        guard let text = value.text else { return false }
        return switch test {
        case .equals(let other): compare(text, other) == .same
        case .isIn(let others): others.contains { compare(text, $0) == .same }
        case .has(let element): elements(of: value).contains { compare($0, element) == .same }
        case .contains(let part): LikePattern(containing: part).matches(text)
        case .like(let pattern): pattern.matches(text)
        case .greater(let other): compare(text, other) == .after
        case .greaterOrEqual(let other): compare(text, other) != .before
        case .less(let other): compare(text, other) == .before
        case .lessOrEqual(let other): compare(text, other) != .after
        case .exists: true
        }
    }

    private func elements(of value: EventValue) -> [String] {
        switch value {
        case .array(let elements, _): elements.compactMap(\.text)
        case .missing, .null, .bool, .number, .text, .object: []
        }
    }

    private enum Order {
        case before, same, after
    }

    private func compare(_ text: String, _ other: String) -> Order {
        if rule == .numbersWhereBothAre,
            let left = try? EventValue.text(text).number(),
            let right = try? EventValue.text(other).number()
        {
            return left == right ? .same : left < right ? .before : .after
        }
        if ExactText.isSame(text, other) { return .same }
        return ExactText.isBefore(text, other) ? .before : .after
    }
}
