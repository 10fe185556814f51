package import DaybookCore

/// Filters that nobody would type, over some fields, for properties.
package struct RandomFilter {
    let fields: FilterFields
    /// Words from which texts are taken, besides hostile ones.
    let words: [String]

    package init(_ fields: FilterFields, words: [String] = []) {
        self.fields = fields
        self.words = words
    }

    package func filter<Generator: RandomNumberGenerator>(
        _ generator: inout Generator,
        depth: Int = 3,
        names: Bool = true,
    ) -> ListFilter {
        switch Int.random(in: depth == 0 ? 4...9 : 0...9, using: &generator) {
        case 0, 1:
            .conjunction(parts(&generator, depth, names))
        case 2:
            .alternative(parts(&generator, depth, names))
        case 3:
            .not(filter(&generator, depth: depth - 1, names: names).lone)
        case 4:
            .word(text(&generator))
        case 5:
            other(&generator, names: names)
        case _:
            field(&generator)
        }
    }

    private func parts<Generator: RandomNumberGenerator>(
        _ generator: inout Generator,
        _ depth: Int,
        _ names: Bool,
    ) -> [ListFilter] {
        let count = Int.random(in: 1...3, using: &generator)
        return (0..<count).map { _ in filter(&generator, depth: depth - 1, names: names) }
    }

    private func other<Generator: RandomNumberGenerator>(
        _ generator: inout Generator,
        names: Bool,
    ) -> ListFilter {
        let absent = fields.all.filter(\.mayBeAbsent).map(\.name)
        switch Int.random(in: names ? 0...2 : 0...1, using: &generator) {
        case 0: return .has(absent.randomElement(using: &generator) ?? fields.names[0])
        case 1: return .pattern(pattern(&generator))
        case _: return .named("mine")
        }
    }

    private func field<Generator: RandomNumberGenerator>(
        _ generator: inout Generator,
    ) -> ListFilter {
        guard let field = fields.all.randomElement(using: &generator) else { return .everything }
        let count = Int.random(in: 1...2, using: &generator)
        return .field(field.name, (0..<count).map { _ in match(field, &generator) })
    }

    /// Ranges that can have something in them: the others are refused.
    private func match<Generator: RandomNumberGenerator>(
        _ field: FilterField,
        _ generator: inout Generator,
    ) -> FilterMatch {
        let match = anyMatch(field, &generator)
        return match.turnedRange ?? match
    }

    private func anyMatch<Generator: RandomNumberGenerator>(
        _ field: FilterField,
        _ generator: inout Generator,
    ) -> FilterMatch {
        switch field.kind {
        case .text:
            switch Int.random(in: 0...3, using: &generator) {
            case 0: return .equals(text(&generator))
            case 1: return .pattern(pattern(&generator))
            case _: return .contains(text(&generator))
            }
        case .choice(let choices):
            return .choice(choices.randomElement(using: &generator)?.word ?? "")
        case .label:
            return .label(
                ["EUR", "usd", "JPY", "DE", "web1", "nobody"][
                    Int.random(in: 0...5, using: &generator)
                ]
            )
        case .day: return .days(comparison(&generator, day))
        case .age:
            return .ages(
                comparison(&generator) { generator in
                    FilterSpan(Int.random(in: -3...120, using: &generator), .days)
                }
            )
        case .amount:
            let currency = [nil, nil, "EUR", "JPY", "A1B"].randomElement(using: &generator)
            return .amounts(comparison(&generator, amount), currency: currency ?? nil)
        case .count:
            return .counts(comparison(&generator) { Int.random(in: -1...3, using: &$0) })
        }
    }

    private func comparison<Bound, Generator: RandomNumberGenerator>(
        _ generator: inout Generator,
        _ bound: (inout Generator) -> Bound,
    ) -> FilterComparison<Bound> {
        let value = bound(&generator)
        return switch Int.random(in: 0...5, using: &generator) {
        case 0: .equal(value)
        case 1: .less(value)
        case 2: .lessOrEqual(value)
        case 3: .greater(value)
        case 4: .greaterOrEqual(value)
        case _: .between(value, bound(&generator))
        }
    }

    private func day<Generator: RandomNumberGenerator>(_ generator: inout Generator) -> FilterDay {
        switch Int.random(in: 0...3, using: &generator) {
        case 0: .month(year: 2026, month: Int.random(in: 1...12, using: &generator))
        case 1: .fromToday(FilterSpan(Int.random(in: -90...90, using: &generator), .days))
        case 2: .word(FilterDay.Word.allCases.randomElement(using: &generator) ?? .today)
        case _:
            CivilDate(year: 2026, month: 1, day: Int.random(in: 1...31, using: &generator))
                .map { .day($0) } ?? .year(2026)
        }
    }

    private func amount<Generator: RandomNumberGenerator>(
        _ generator: inout Generator,
    ) -> PreciseAmount {
        let coefficient = Int128(Int64.random(in: -200...2000, using: &generator))
        let scale = [0, 0, 1, 2, 3].randomElement(using: &generator) ?? 0
        let huge = Int.random(in: 0..<20, using: &generator) == 0
        let factor: Int128 = huge ? 1_000_000_000_000_000_000_000 : 10
        return (try? PreciseAmount(coefficient: coefficient * factor, scale: scale)) ?? .zero
    }

    private func text<Generator: RandomNumberGenerator>(_ generator: inout Generator) -> String {
        let hostile = [
            "", "a", "'", "\"", "\\", "%", "x\u{0}y", "\u{1B}[2J", "a b", "(x)", "-x", "é", "雲",
            "\u{202E}abc", "e\u{301}\u{302}", "due:x", "@late", "a,b", "ab\u{1F}c", "NEAR(", "|",
            "inv", "INV-1", "open",
        ]
        return (hostile + words + words).randomElement(using: &generator) ?? ""
    }

    private func pattern<Generator: RandomNumberGenerator>(
        _ generator: inout Generator,
    ) -> TextPattern {
        let sources = ["^inv-1", "a.*b", "[0-9]{2}$", "größe|雲", "", "x\\/y", "\\d+"]
        let source = sources.randomElement(using: &generator) ?? ""
        guard let pattern = try? TextPattern(source) else {
            preconditionFailure("the patterns of the generator are patterns")
        }
        return pattern
    }
}

extension ListFilter {
    /// An empty list is only ever the whole of a filter.
    fileprivate var lone: ListFilter { isEverything ? .word("all") : self }
}
