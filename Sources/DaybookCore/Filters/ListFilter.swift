/// Which records of a list are wanted: what a filter says, once it has been read.
///
/// Dates stay as they were said, so that a filter that is kept means another day tomorrow. Nested
/// lists of one kind are one list: `init(reading:)` and the two makers below see to it.
package indirect enum ListFilter: Hashable, Sendable {
    /// All of them hold; none lets everything through.
    case all([ListFilter])
    case any([ListFilter])
    case not(ListFilter)
    /// A text that the record has somewhere.
    case word(String)
    /// A pattern that one of the record's texts matches.
    case pattern(TextPattern)
    /// The record has a value in this field.
    case has(String)
    /// One of the matches holds for the field.
    case field(String, [FilterMatch])
    /// A filter that has been given a name.
    case named(String)

    package static var everything: ListFilter { .all([]) }

    package var isEverything: Bool { self == .everything }

    /// All of the parts, without a list in a list.
    package static func conjunction(_ parts: [ListFilter]) -> ListFilter {
        let flat = parts.flatMap { part in
            if case .all(let inner) = part { inner } else { [part] }
        }
        return flat.count == 1 ? flat[0] : .all(flat)
    }

    /// One of the parts, of which there is at least one, without a list in a list.
    package static func alternative(_ parts: [ListFilter]) -> ListFilter {
        precondition(!parts.isEmpty, "a choice is made among filters")
        let flat = parts.flatMap { part in
            if case .any(let inner) = part { inner } else { [part] }
        }
        return flat.count == 1 ? flat[0] : .any(flat)
    }

    /// The filter with those put in that it names; one that is not known stays.
    package func resolved(_ find: (String) -> ListFilter?) -> ListFilter {
        switch self {
        case .all(let parts): .conjunction(parts.map { $0.resolved(find) })
        case .any(let parts): .alternative(parts.map { $0.resolved(find) })
        case .not(let part): .not(part.resolved(find))
        case .named(let name): find(name) ?? self
        case .word, .pattern, .has, .field: self
        }
    }

    /// The names that nobody has put filters in for.
    package var unresolvedNames: [String] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.unresolvedNames)
        case .not(let part): part.unresolvedNames
        case .named(let name): [name]
        case .word, .pattern, .has, .field: []
        }
    }
}

/// What is asked of the value of one field.
package enum FilterMatch: Hashable, Sendable {
    /// The text has this one within it, whatever its case and accents.
    case contains(String)
    /// The text is this one, whatever its case and accents.
    case equals(String)
    case pattern(TextPattern)
    /// The state by its canonical word.
    case choice(String)
    /// One of the labels, whatever its case and accents.
    case label(String)
    case days(FilterComparison<FilterDay>)
    /// How long ago a day is.
    case ages(FilterComparison<FilterSpan>)
    /// An amount in major units, of any currency where none is named.
    case amounts(FilterComparison<PreciseAmount>, currency: String?)
    case counts(FilterComparison<Int>)
}

/// A value to compare with, or two to lie between.
package enum FilterComparison<Bound: Hashable & Sendable>: Hashable, Sendable {
    case equal(Bound)
    case less(Bound)
    case lessOrEqual(Bound)
    case greater(Bound)
    case greaterOrEqual(Bound)
    /// Both bounds belong to it.
    case between(Bound, Bound)

    package func map<Other: Hashable & Sendable>(
        _ transform: (Bound) -> Other,
    ) -> FilterComparison<Other> {
        switch self {
        case .equal(let bound): .equal(transform(bound))
        case .less(let bound): .less(transform(bound))
        case .lessOrEqual(let bound): .lessOrEqual(transform(bound))
        case .greater(let bound): .greater(transform(bound))
        case .greaterOrEqual(let bound): .greaterOrEqual(transform(bound))
        case .between(let from, let to): .between(transform(from), transform(to))
        }
    }
}

extension FilterComparison where Bound: Comparable {
    package func holds(for value: Bound) -> Bool {
        switch self {
        case .equal(let bound): value == bound
        case .less(let bound): value < bound
        case .lessOrEqual(let bound): value <= bound
        case .greater(let bound): value > bound
        case .greaterOrEqual(let bound): value >= bound
        case .between(let from, let to): from <= value && value <= to
        }
    }
}
