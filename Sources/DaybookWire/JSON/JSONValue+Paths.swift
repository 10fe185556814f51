extension JSONValue {
    /// The value with another one where a path leads: objects on the way are made.
    ///
    /// - Returns: nil where the path leads through an array or into a value that is no object
    package func setting(_ value: JSONValue, at path: JSONPath) -> JSONValue? {
        setting(value, at: path.names[...])
    }

    private func setting(_ value: JSONValue, at names: ArraySlice<String?>) -> JSONValue? {
        guard let first = names.first else { return value }
        guard let name = first, case .object(var members) = self else { return nil }
        let place = members.firstIndex { $0.key == name }
        let inner = place.map { members[$0].value } ?? .object([])
        guard let set = inner.setting(value, at: names.dropFirst()) else { return nil }
        if let place {
            members[place] = Member(name, set)
        } else {
            members.append(Member(name, set))
        }
        return .object(members)
    }
}
