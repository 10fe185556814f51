internal import DaybookCore
internal import DaybookWire

extension MeterQuery {
    /// The query of a case.
    init(_ input: CaseInput, _ setting: CaseSetting) throws {
        self.init()
        countsMissing = setting.profile.countsMissingValues
        from = try input.optionalInstant("from")
        to = try input.optionalInstant("to")
        if let name = try input.optionalText("windowSize") { window = try MeterWindow(named: name) }
        if let name = try input.optionalText("windowTimeZone") {
            do {
                zone = try setting.zone(name)
            } catch {
                throw CaseError.refused(name: "unknown_time_zone", detail: "\(error)")
            }
        }
        groupBy = try input.texts("groupBy")
        for (name, value) in try input.members("filterGroupBy") where !value.isNull {
            if let filter = try Self.filter(of: name, value) { groupFilters.append(filter) }
        }
        subjects = try input.texts("filterSubject")
        customers = try input.objects("filterCustomer").map { customer in
            MeteredCustomer(
                id: try customer.text("id"),
                key: try customer.optionalText("key"),
                subjects: try customer.texts("subjectKeys")
            )
        }
        if let stored = try input.optionalObject("filterStoredAt") {
            storedAt = try Self.bounds(stored)
        }
    }

    // MARK: - When events were stored

    private static func bounds(_ input: CaseInput) throws -> [TimeBound] {
        var bounds: [TimeBound] = []
        for (name, value) in try input.node.members() where !value.isNull {
            let plain = name.hasPrefix("$") ? String(name.dropFirst()) : name
            if plain == "and" {
                for part in try input.objects(name) { bounds += try Self.bounds(part) }
                continue
            }
            if plain == "or" {
                bounds.append(.any(try input.objects(name).map { try Self.bounds($0) }))
                continue
            }
            let time = try input.instant(of: value)
            switch plain {
            case "lt", "to": bounds.append(.before(time))
            case "lte": bounds.append(.notAfter(time))
            case "gt": bounds.append(.after(time))
            case "gte", "from": bounds.append(.notBefore(time))
            case "eq": bounds.append(.at(time))
            case "ne": bounds.append(.not(.at(time)))
            case _: throw unknownOperator(name)
            }
        }
        return bounds
    }

    // MARK: - Filters of groups

    /// One text, a list of which any will do, or an operator; nil where nothing is asked.
    private static func filter(
        of group: String,
        _ value: JSONNode,
    ) throws -> FilterTree<String>? {
        switch value.kind {
        case .string:
            return .criterion(group, FilterCriterion(.equals(try value.string())))
        case .array:
            let texts = try value.elements().map { try $0.string() }
            return texts.isEmpty ? nil : .criterion(group, FilterCriterion(.isIn(texts)))
        case .object, .number, .true, .false, .null:
            let operators = try value.members().filter { !$0.value.isNull }
            guard let only = operators.first else { return nil }
            guard operators.count == 1 else {
                throw CaseError.refused(
                    name: "invalid_filter",
                    detail: "\(value.path): one operator is allowed, \(operators.count) are set"
                )
            }
            return try tree(group, only.key, only.value)
        }
    }

    private static func tree(
        _ group: String,
        _ name: String,
        _ value: JSONNode,
    ) throws -> FilterTree<String> {
        switch name {
        case "$and":
            return .all(try value.elements().compactMap { try filter(of: group, $0) })
        case "$or":
            return .any(try value.elements().compactMap { try filter(of: group, $0) })
        case "$ne":
            return .not(try tree(group, "$eq", value))
        case "$nin", "$nlike", "$nilike", "$ncontains":
            // Each is the operator without its n.
            return .not(try tree(group, "$" + name.dropFirst(2), value))
        case "$exists":
            let exists = FilterTree.not(.criterion(group, FilterCriterion(.equals(""))))
            return try value.bool() ? exists : .not(exists)
        case _:
            return .criterion(group, FilterCriterion(try test(name, value)))
        }
    }

    private static func test(_ name: String, _ value: JSONNode) throws -> FilterCriterion.Test {
        switch name {
        case "$in": .isIn(try value.elements().map { try $0.string() })
        case "$eq": .equals(try value.string())
        case "$like": .like(LikePattern(try value.string()))
        case "$ilike": .like(LikePattern(try value.string(), ignoresCase: true))
        case "$contains": .like(LikePattern(containing: try value.string(), ignoresCase: true))
        case "$gt": .greater(try value.string())
        case "$gte": .greaterOrEqual(try value.string())
        case "$lt": .less(try value.string())
        case "$lte": .lessOrEqual(try value.string())
        case _: throw unknownOperator(name)
        }
    }

    private static func unknownOperator(_ name: String) -> CaseError {
        .refused(
            name: "invalid_filter",
            detail: "there is no operator \(JSONText.quoted(name))"
        )
    }
}
