import DaybookCore
import TestRigs
import Testing

@Suite struct FilterTreeTests {
    @Test func `criteria pass the values that their table says`() throws {
        for row in try TestFolder().rows("FilterTests.tsv") {
            let value = MeterCells.value(row.unescaped(0))
            let test = try self.test(row[1], row.unescaped(2))
            let found = [FilterCriterion.Rule.texts, .numbersWhereBothAre].map {
                FilterCriterion(test, $0).holds(for: value) ? "yes" : "no"
            }
            #expect(found.joined(separator: " ") == row[3], "\(row)")
        }
    }

    private func test(_ name: String, _ operand: String) throws -> FilterCriterion.Test {
        let tests: [String: FilterCriterion.Test] = [
            "equals": .equals(operand),
            "in": .isIn(operand.split(separator: ",").map(String.init)),
            "has": .has(operand), "contains": .contains(operand),
            "like": .like(LikePattern(operand)),
            "ilike": .like(LikePattern(operand, ignoresCase: true)),
            "greater": .greater(operand), "greaterOrEqual": .greaterOrEqual(operand),
            "less": .less(operand), "lessOrEqual": .lessOrEqual(operand), "exists": .exists,
        ]
        return try #require(tests[name])
    }

    @Test func `a tree is as true as its parts`() {
        let yes = FilterTree.criterion(0, FilterCriterion(.exists))
        let no = FilterTree.criterion(1, FilterCriterion(.exists))
        let value: (Int) -> EventValue = { $0 == 0 ? .number("1") : .missing }
        #expect(FilterTree.all([yes, .not(no), .any([no, yes])]).holds(value))
        #expect(!FilterTree.all([yes, no]).holds(value))
        #expect(!FilterTree.any([no, .not(yes)]).holds(value))
        #expect(FilterTree<Int>.all([]).holds(value))
        #expect(!FilterTree<Int>.any([]).holds(value))
    }

    @Test func `conditions joined by or, each of criteria joined by and, filter a meter`() throws {
        let numbers = FilterCriterion.Rule.numbersWhereBothAre
        let filter = FilterTree<String>.any([
            .all([
                .criterion("$.model", FilterCriterion(.equals("gpt"), numbers)),
                .criterion("$.v", FilterCriterion(.greater("2.9"), numbers)),
            ]),
            .all([.not(.criterion("$.model", FilterCriterion(.exists)))]),
        ])
        let meter = try Meter(
            key: "m",
            eventType: "api",
            aggregation: .sum,
            valuePath: "$.v",
            filter: filter,
        )
        #expect(meter.paths == ["$.v", "$.model"])
        var tally = try MeterTally(meter, MeterQuery())
        for event in try MeterCells.events("basic", for: meter) { try tally.add(event) }
        // 10 and 3 of gpt, 1 of no model; "abc" and "NaN" pass as texts, and are no numbers.
        let text = MeterCells.text(try tally.rows())
        #expect(text == "2025-01-15T10:00:00 2025-01-16T09:01:00 14")
    }

    @Test func `patterns match as a search of every way would`() throws {
        forEachSeed(2_000) { random in
            let letters = ["a", "b", "%", "_"]
            let pattern = try (0..<Int.random(in: 0...6, using: &random)).map { _ in
                try #require(letters.randomElement(using: &random))
            }
            let text = try (0..<Int.random(in: 0...8, using: &random)).map { _ in
                try #require(letters.prefix(2).randomElement(using: &random))
            }
            let expected = self.matches(pattern[...], text[...])
            let found = LikePattern(pattern.joined()).matches(text.joined())
            try #require(found == expected, "\(pattern) \(text)")
        }
    }

    private func matches(_ pattern: ArraySlice<String>, _ text: ArraySlice<String>) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == "%" {
            return matches(pattern.dropFirst(), text)
                || (!text.isEmpty && matches(pattern, text.dropFirst()))
        }
        guard let letter = text.first, first == "_" || first == letter else { return false }
        return matches(pattern.dropFirst(), text.dropFirst())
    }
}
