package import DaybookCore
package import DaybookWire

/// A case, or an object within one. What is absent and what is null are the same: not set.
package struct CaseInput: Sendable {
    package let node: JSONNode

    package init(_ node: JSONNode) {
        self.node = node
    }

    package func has(_ key: String) -> Bool { node[key] != nil }

    // MARK: - Texts and numbers

    package func text(_ key: String) throws(CaseError) -> String {
        try text(of: try required(key))
    }

    package func optionalText(_ key: String) throws(CaseError) -> String? {
        guard let value = node[key] else { return nil }
        return try text(of: value)
    }

    package func amount(_ key: String) throws(CaseError) -> PreciseAmount {
        try amount(of: try required(key))
    }

    package func optionalAmount(_ key: String) throws(CaseError) -> PreciseAmount? {
        guard let value = node[key] else { return nil }
        return try amount(of: value)
    }

    package func integer(_ key: String) throws(CaseError) -> Int {
        let value = try required(key)
        guard let whole = try amount(of: value).wholeNumber else {
            throw .bad(value.mismatch("a whole number").description)
        }
        return whole
    }

    package func optionalInteger(_ key: String) throws(CaseError) -> Int? {
        has(key) ? try integer(key) : nil
    }

    package func bool(_ key: String, default standard: Bool) throws(CaseError) -> Bool {
        guard let value = node[key] else { return standard }
        do { return try value.bool() } catch { throw .bad(error.description) }
    }

    // MARK: - Times

    package func instant(_ key: String) throws(CaseError) -> Instant {
        try instant(of: try required(key))
    }

    package func optionalInstant(_ key: String) throws(CaseError) -> Instant? {
        guard let value = node[key] else { return nil }
        return try instant(of: value)
    }

    package func duration(_ key: String) throws(CaseError) -> CalendarDuration {
        let value = try required(key)
        return try duration(value, try text(of: value))
    }

    private func duration(
        _ value: JSONNode,
        _ text: String,
    ) throws(CaseError) -> CalendarDuration {
        do {
            return try CalendarDuration(iso8601: text)
        } catch {
            throw .bad(value.mismatch("a duration", because: "\(error)").description)
        }
    }

    /// A duration that may lead back, as `-P15D`: how long it is, and how often it is added.
    package func signedDuration(
        _ key: String
    ) throws(CaseError) -> (length: CalendarDuration, times: Int) {
        let value = try required(key)
        let text = try text(of: value)
        guard text.hasPrefix("-") else { return (try duration(value, text), 1) }
        return (try duration(value, String(text.dropFirst())), -1)
    }

    package func optionalDuration(_ key: String) throws(CaseError) -> CalendarDuration? {
        has(key) ? try duration(key) : nil
    }

    package func date(_ key: String) throws(CaseError) -> CivilDate {
        let value = try required(key)
        let text = try text(of: value)
        do {
            return try CivilDate(iso8601: text)
        } catch {
            throw .bad(value.mismatch("a date", because: "\(error)").description)
        }
    }

    /// `{from, to}`
    package func period(_ key: String) throws(CaseError) -> Period<Instant> {
        let value = try object(key)
        do {
            return try Period(from: try value.instant("from"), to: try value.instant("to"))
        } catch let error as CaseError {
            throw error
        } catch {
            throw .bad(value.node.mismatch("a period", because: "\(error)").description)
        }
    }

    // MARK: - Structure

    package func object(_ key: String) throws(CaseError) -> CaseInput {
        let value = try required(key)
        guard value.kind == .object else { throw .bad(value.mismatch("an object").description) }
        return CaseInput(value)
    }

    package func optionalObject(_ key: String) throws(CaseError) -> CaseInput? {
        has(key) ? try object(key) : nil
    }

    /// The objects of an array; none if it is not set.
    package func objects(_ key: String) throws(CaseError) -> [CaseInput] {
        var inputs: [CaseInput] = []
        for element in try elements(key) {
            guard element.kind == .object else {
                throw .bad(element.mismatch("an object").description)
            }
            inputs.append(CaseInput(element))
        }
        return inputs
    }

    package func texts(_ key: String) throws(CaseError) -> [String] {
        var texts: [String] = []
        for element in try elements(key) { texts.append(try text(of: element)) }
        return texts
    }

    package func amounts(_ key: String) throws(CaseError) -> [PreciseAmount] {
        var amounts: [PreciseAmount] = []
        for element in try elements(key) { amounts.append(try amount(of: element)) }
        return amounts
    }

    package func instants(_ key: String) throws(CaseError) -> [Instant] {
        var instants: [Instant] = []
        for element in try elements(key) { instants.append(try instant(of: element)) }
        return instants
    }

    package func elements(_ key: String) throws(CaseError) -> [JSONNode] {
        guard let value = node[key] else { return [] }
        do { return try value.elements() } catch { throw .bad(error.description) }
    }

    package func members(_ key: String) throws(CaseError) -> [(key: String, value: JSONNode)] {
        guard let value = node[key] else { return [] }
        do { return try value.members() } catch { throw .bad(error.description) }
    }

    /// One of the named values of an enumeration.
    package func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String,
        _: Choice.Type = Choice.self,
    ) throws(CaseError) -> Choice where Choice.RawValue == String {
        let value = try required(key)
        if let choice = Choice(rawValue: try text(of: value)) { return choice }
        let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw .bad(value.mismatch("one of \(names)").description)
    }

    /// The error that says what was expected at a member.
    package func mismatch(_ key: String, _ expected: String) -> CaseError {
        .bad((node[key] ?? node).mismatch(expected).description)
    }

    // MARK: - Reading

    package func required(_ key: String) throws(CaseError) -> JSONNode {
        do { return try node.required(key) } catch { throw .bad(error.description) }
    }

    package func text(of value: JSONNode) throws(CaseError) -> String {
        do { return try value.string() } catch { throw .bad(error.description) }
    }

    package func amount(of value: JSONNode) throws(CaseError) -> PreciseAmount {
        do { return try value.amount() } catch { throw .bad(error.description) }
    }

    package func instant(of value: JSONNode) throws(CaseError) -> Instant {
        let text = try text(of: value)
        do {
            return try Instant(iso8601: text)
        } catch {
            throw .bad(value.mismatch("a time", because: "\(error)").description)
        }
    }
}
