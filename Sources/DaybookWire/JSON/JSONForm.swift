package import DaybookCore

/// A JSON object that is read member by member into typed values. What is absent and what is null
/// are the same: not set. What is not as asked for is an error that names the place.
package struct JSONForm: Sendable {
    package let node: JSONNode

    package init(_ node: JSONNode) {
        self.node = node
    }

    package func has(_ key: String) -> Bool { node[key] != nil }

    // MARK: - Texts and numbers

    package func text(_ key: String) throws(JSONShapeError) -> String {
        try text(of: try required(key))
    }

    package func optionalText(_ key: String) throws(JSONShapeError) -> String? {
        guard let value = node[key] else { return nil }
        return try text(of: value)
    }

    package func amount(_ key: String) throws(JSONShapeError) -> PreciseAmount {
        try amount(of: try required(key))
    }

    package func optionalAmount(_ key: String) throws(JSONShapeError) -> PreciseAmount? {
        guard let value = node[key] else { return nil }
        return try amount(of: value)
    }

    package func integer(_ key: String) throws(JSONShapeError) -> Int {
        let value = try required(key)
        guard let whole = try amount(of: value).wholeNumber else {
            throw value.mismatch("a whole number")
        }
        return whole
    }

    package func optionalInteger(_ key: String) throws(JSONShapeError) -> Int? {
        has(key) ? try integer(key) : nil
    }

    package func bool(_ key: String, default standard: Bool) throws(JSONShapeError) -> Bool {
        guard let value = node[key] else { return standard }
        return try value.bool()
    }

    // MARK: - Times

    package func instant(_ key: String) throws(JSONShapeError) -> Instant {
        try instant(of: try required(key))
    }

    package func optionalInstant(_ key: String) throws(JSONShapeError) -> Instant? {
        guard let value = node[key] else { return nil }
        return try instant(of: value)
    }

    package func duration(_ key: String) throws(JSONShapeError) -> CalendarDuration {
        let value = try required(key)
        let text = try text(of: value)
        do {
            return try CalendarDuration(iso8601: text)
        } catch {
            throw value.mismatch("a duration such as P1M")
        }
    }

    package func optionalDuration(_ key: String) throws(JSONShapeError) -> CalendarDuration? {
        has(key) ? try duration(key) : nil
    }

    package func date(_ key: String) throws(JSONShapeError) -> CivilDate {
        let value = try required(key)
        let text = try text(of: value)
        do {
            return try CivilDate(iso8601: text)
        } catch {
            throw value.mismatch("a date", because: "\(error)")
        }
    }

    /// `{from, to}`
    package func period(_ key: String) throws(JSONShapeError) -> Period<Instant> {
        let value = try object(key)
        do {
            return try Period(from: try value.instant("from"), to: try value.instant("to"))
        } catch let error as JSONShapeError {
            throw error
        } catch {
            throw value.node.mismatch("a period", because: "\(error)")
        }
    }

    // MARK: - Structure

    package func object(_ key: String) throws(JSONShapeError) -> JSONForm {
        let value = try required(key)
        guard value.kind == .object else { throw value.mismatch("an object") }
        return JSONForm(value)
    }

    package func optionalObject(_ key: String) throws(JSONShapeError) -> JSONForm? {
        has(key) ? try object(key) : nil
    }

    /// The objects of an array; none if it is not set.
    package func objects(_ key: String) throws(JSONShapeError) -> [JSONForm] {
        var forms: [JSONForm] = []
        for element in try elements(key) {
            guard element.kind == .object else { throw element.mismatch("an object") }
            forms.append(JSONForm(element))
        }
        return forms
    }

    package func texts(_ key: String) throws(JSONShapeError) -> [String] {
        var texts: [String] = []
        for element in try elements(key) { texts.append(try text(of: element)) }
        return texts
    }

    package func amounts(_ key: String) throws(JSONShapeError) -> [PreciseAmount] {
        var amounts: [PreciseAmount] = []
        for element in try elements(key) { amounts.append(try amount(of: element)) }
        return amounts
    }

    package func instants(_ key: String) throws(JSONShapeError) -> [Instant] {
        var instants: [Instant] = []
        for element in try elements(key) { instants.append(try instant(of: element)) }
        return instants
    }

    package func elements(_ key: String) throws(JSONShapeError) -> [JSONNode] {
        guard let value = node[key] else { return [] }
        return try value.elements()
    }

    package func members(_ key: String) throws(JSONShapeError) -> [(key: String, value: JSONNode)] {
        guard let value = node[key] else { return [] }
        return try value.members()
    }

    /// One of the named values of an enumeration. Inlined, so that other modules get the code of
    /// their own enumerations.
    @inlinable
    package func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String,
        _: Choice.Type = Choice.self,
    ) throws(JSONShapeError) -> Choice where Choice.RawValue == String {
        let value = try required(key)
        if let choice = Choice(rawValue: try text(of: value)) { return choice }
        let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw value.mismatch("one of \(names)")
    }

    /// The error that says what was expected at a member.
    package func mismatch(
        _ key: String,
        _ expected: String,
        because detail: String? = nil,
    ) -> JSONShapeError {
        (node[key] ?? node).mismatch(expected, because: detail)
    }

    // MARK: - Reading

    package func required(_ key: String) throws(JSONShapeError) -> JSONNode {
        try node.required(key)
    }

    package func text(of value: JSONNode) throws(JSONShapeError) -> String {
        try value.string()
    }

    package func amount(of value: JSONNode) throws(JSONShapeError) -> PreciseAmount {
        try value.amount()
    }

    package func instant(of value: JSONNode) throws(JSONShapeError) -> Instant {
        let text = try text(of: value)
        do {
            return try Instant(iso8601: text)
        } catch {
            throw value.mismatch("a time", because: "\(error)")
        }
    }
}
