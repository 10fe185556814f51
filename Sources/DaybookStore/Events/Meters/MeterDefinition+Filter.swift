internal import DaybookCore
internal import DaybookWire

/// `{"and":[…]}`, `{"or":[…]}`, `{"not":…}`, or a test of one path, as texts or, with
/// `"as":"numbers"`, as numbers where both sides are.
extension MeterDefinition {
    static func json(of filter: FilterTree<String>) throws(MeterDefinitionError) -> JSONValue {
        switch filter {
        case .all(let parts): ["and": .array(try all(parts))]
        case .any(let parts): ["or": .array(try all(parts))]
        case .not(let part): ["not": try json(of: part)]
        case .criterion(let path, let criterion): try json(of: criterion, path)
        }
    }

    private static func all(
        _ parts: [FilterTree<String>],
    ) throws(MeterDefinitionError) -> [JSONValue] {
        var all: [JSONValue] = []
        for part in parts { all.append(try json(of: part)) }
        return all
    }

    private static func json(
        of criterion: FilterCriterion,
        _ path: String,
    ) throws(MeterDefinitionError) -> JSONValue {
        let (name, operand): (String, JSONValue) =
            switch criterion.test {
            case .equals(let text): ("equals", .string(text))
            case .isIn(let texts): ("in", .array(texts.map { .string($0) }))
            case .has(let text): ("has", .string(text))
            case .contains(let text): ("contains", .string(text))
            case .greater(let text): ("greater", .string(text))
            case .greaterOrEqual(let text): ("greaterOrEqual", .string(text))
            case .less(let text): ("less", .string(text))
            case .lessOrEqual(let text): ("lessOrEqual", .string(text))
            case .exists: ("exists", true)
            case .like:
                throw MeterDefinitionError(description: "the filter of a meter has no patterns")
            }
        var members: [JSONValue.Member] = [
            .init("path", .string(path)), .init(name, operand),
        ]
        switch criterion.rule {
        case .texts: break
        case .numbersWhereBothAre: members.append(.init("as", "numbers"))
        }
        return .object(members)
    }

    static func filter(_ node: JSONNode) throws -> FilterTree<String> {
        if let parts = node["and"] { return .all(try parts.elements().map(filter)) }
        if let parts = node["or"] { return .any(try parts.elements().map(filter)) }
        if let part = node["not"] { return .not(try filter(part)) }
        let path = try node.required("path").string()
        let asNumbers = try node["as"].map { try $0.string() == "numbers" } ?? false
        let tests = try node.members().filter { $0.key != "path" && $0.key != "as" }
        guard let (name, operand) = tests.first, tests.count == 1 else {
            throw node.mismatch("one test beside the path")
        }
        let test = try test(name, operand)
        return .criterion(
            path,
            FilterCriterion(test, asNumbers ? .numbersWhereBothAre : .texts)
        )
    }

    private static func test(
        _ name: String,
        _ operand: JSONNode,
    ) throws -> FilterCriterion.Test {
        switch name {
        case "equals": .equals(try text(operand))
        case "in": .isIn(try operand.elements().map(text))
        case "has": .has(try text(operand))
        case "contains": .contains(try text(operand))
        case "greater": .greater(try text(operand))
        case "greaterOrEqual": .greaterOrEqual(try text(operand))
        case "less": .less(try text(operand))
        case "lessOrEqual": .lessOrEqual(try text(operand))
        case "exists": .exists
        case _: throw operand.mismatch("a test that there is, not \(name)")
        }
    }

    /// A number may be written as one.
    private static func text(_ node: JSONNode) throws -> String {
        node.kind == .number ? node.source : try node.string()
    }
}
