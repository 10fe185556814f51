import DaybookCore
import DaybookWire

/// What a case expects, held against an answer. The answer may say more than was expected.
struct CaseExpectation {
    let input: JSONNode
    private(set) var differences: [String] = []

    init(of input: JSONNode) {
        self.input = input
    }

    mutating func compare(with answer: JSONNode) throws {
        try compareMembers(of: input, with: answer, at: "$")
        for list in ["steps", "phases"] {
            guard let parts = try input[list]?.elements() else { continue }
            let answers = try answer[list]?.elements() ?? []
            if parts.count != answers.count {
                differences.append("$.\(list): \(parts.count) parts, \(answers.count) answers")
                continue
            }
            for (index, part) in parts.enumerated() {
                try compareMembers(of: part, with: answers[index], at: "$.\(list)[\(index)]")
            }
        }
    }

    private mutating func compareMembers(
        of input: JSONNode,
        with answer: JSONNode,
        at place: String,
    ) throws {
        let isMock = try input["mockOnly"]?.bool() ?? false
        for (key, value) in try input.members() {
            if key == "databaseRows" {
                try compareRows(value, answer["rows"], at: "\(place).rows")
                continue
            }
            guard let name = Self.answerName(of: key, in: input) else { continue }
            let there = "\(place).\(name)"
            switch (key, name) {
            case ("expectedRows", _):
                if isMock { continue }
                try compareRows(value, answer[name], at: there, input["tolerance"]?.amount())
            case ("lines", _): try compareRows(value, answer[name], at: there)
            case ("expectError", "error") where value.kind != .string:
                if (try? value.bool()) == true && answer["error"] == nil {
                    differences.append("\(there): an error was expected")
                }
            default: try compare(value, answer[name], at: there)
            }
        }
    }

    /// The answer's name for an expectation, or nil when the member expects nothing.
    static func answerName(of key: String, in input: JSONNode) -> String? {
        if key == "expected" { return "result" }
        if key == "lines", (try? input["op"]?.string()) == "expect_lines" { return "lines" }
        for prefix in ["expected", "expect"] where key.hasPrefix(prefix) {
            let rest = key.dropFirst(prefix.count)
            guard let first = rest.first, first.isUppercase else { continue }
            return first.lowercased() + rest.dropFirst()
        }
        return nil
    }

    // MARK: - Values

    private mutating func compare(
        _ expected: JSONNode,
        _ found: JSONNode?,
        at place: String,
    ) throws {
        switch expected.kind {
        case .null:
            if let found, !found.isNull, !place.hasSuffix(".discounts") {
                differences.append("\(place): expected nothing, found \(found.source)")
            }
        case .object:
            for (key, value) in try expected.members() {
                try compare(value, found?[key], at: "\(place).\(key)")
            }
            if found == nil { differences.append("\(place): missing") }
        case .array:
            let (left, right) = (try expected.elements(), try found?.elements() ?? [])
            if left.count != right.count {
                differences.append("\(place): \(left.count) expected, found \(right.count)")
            }
            for (index, pair) in zip(left, right).enumerated() {
                try compare(pair.0, pair.1, at: "\(place)[\(index)]")
            }
        case .string, .number, .true, .false:
            if let found, Self.isSame(expected, found) { return }
            differences.append(
                "\(place): expected \(expected.source), found \(found?.source ?? "nothing")"
            )
        }
    }

    private mutating func compareRows(
        _ expected: JSONNode,
        _ found: JSONNode?,
        at place: String,
        _ tolerance: PreciseAmount? = nil,
    ) throws {
        let left = try expected.elements()
        var right = try found?.elements() ?? []
        if left.count != right.count {
            differences.append("\(place): \(left.count) expected, found \(right.count)")
        }
        for row in left {
            if let index = right.firstIndex(where: { Self.matches(row, $0, tolerance) }) {
                right.remove(at: index)
            } else {
                differences.append("\(place): no row \(row.source); left \(right.map(\.source))")
            }
        }
    }

    private static func matches(
        _ row: JSONNode,
        _ found: JSONNode,
        _ tolerance: PreciseAmount?,
    ) -> Bool {
        if let tolerance, let expected = try? row["value"]?.amount(),
            let value = try? found["value"]?.amount(),
            let difference = try? expected.subtracting(value),
            difference.magnitude > tolerance
        {
            return false
        }
        var expectation = CaseExpectation(of: row)
        let members = (try? row.members()) ?? []
        for (key, value) in members where tolerance == nil || key != "value" {
            try? expectation.compare(value, found[key], at: key)
        }
        return expectation.differences.isEmpty
    }

    /// Decimals compare as numbers, times to the second unless one was given to a fraction.
    private static func isSame(_ expected: JSONNode, _ found: JSONNode) -> Bool {
        if expected.source == found.source { return true }
        if let one = try? expected.amount(), let other = try? found.amount() { return one == other }
        guard let one = try? Instant(iso8601: expected.string()),
            let other = try? Instant(iso8601: found.string())
        else { return false }
        return one == other || (one.microseconds % 1_000_000 == 0 && one.seconds == other.seconds)
    }
}
