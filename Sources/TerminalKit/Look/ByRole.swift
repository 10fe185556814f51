/// A value for each role.
package struct ByRole<Value: Sendable>: Sendable {
    private var values: [Value]

    package init(_ value: (Role) throws -> Value) rethrows {
        values = try Role.allCases.map(value)
    }

    package subscript(_ role: Role) -> Value {
        get { values[Int(role.rawValue)] }
        set { values[Int(role.rawValue)] = newValue }
    }

    package func map<Other>(_ change: (Value) throws -> Other) rethrows -> ByRole<Other> {
        try ByRole<Other> { try change(self[$0]) }
    }
}

extension ByRole: Equatable where Value: Equatable {}
extension ByRole: Hashable where Value: Hashable {}
