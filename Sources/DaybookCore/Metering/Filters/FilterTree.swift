/// Criteria joined by and, or and not. A field is whatever names a value: a path, a place, a group.
package indirect enum FilterTree<Field: Hashable & Sendable>: Hashable, Sendable {
    /// All of them hold; none is true.
    case all([FilterTree])
    /// One of them holds; none is false.
    case any([FilterTree])
    case not(FilterTree)
    case criterion(Field, FilterCriterion)

    /// Whether the tree holds for the values of the fields.
    package func holds(_ value: (Field) -> EventValue) -> Bool {
        switch self {
        case .all(let parts): parts.allSatisfy { $0.holds(value) }
        case .any(let parts): parts.contains { $0.holds(value) }
        case .not(let part): !part.holds(value)
        case .criterion(let field, let criterion): criterion.holds(for: value(field))
        }
    }

    /// The same tree over other names of its fields.
    package func mapFields<Other: Hashable & Sendable>(
        _ transform: (Field) -> Other,
    ) -> FilterTree<Other> {
        switch self {
        case .all(let parts): .all(parts.map { $0.mapFields(transform) })
        case .any(let parts): .any(parts.map { $0.mapFields(transform) })
        case .not(let part): .not(part.mapFields(transform))
        case .criterion(let field, let criterion): .criterion(transform(field), criterion)
        }
    }
}
