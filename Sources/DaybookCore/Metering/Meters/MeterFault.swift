/// Why a meter cannot be: the field that is wrong, and what is wrong with it.
package struct MeterFault: Error, Hashable, Sendable {
    package let field: Field
    package let problem: Problem

    init(_ field: Field, _ problem: Problem) {
        self.field = field
        self.problem = problem
    }

    package enum Field: Hashable, Sendable {
        case key, eventType, valuePath, filter, reset
        case group(String)
    }

    package enum Problem: Hashable, Sendable {
        case empty
        /// Every aggregation but the count needs a value.
        case missing
        /// A count has no value; only running totals are reset.
        case notAllowed
        /// A path into the data begins with `$`.
        case notAPath(String)
        /// A name has letters, digits and `_`, and begins with no digit.
        case notAName
        case twice
        /// What is measured cannot be what it is split by.
        case sameAsValue
        /// No year has such a day.
        case notInCalendar
    }
}

extension MeterFault: CustomStringConvertible {
    package var description: String { "\(fieldText): \(problemText)" }

    private var fieldText: String {
        switch field {
        case .key: "key"
        case .eventType: "event type"
        case .valuePath: "value path"
        case .filter: "filter"
        case .reset: "reset"
        case .group(let name): "group \"\(name)\""
        }
    }

    private var problemText: String {
        switch problem {
        case .empty: "is empty"
        case .missing: "is needed by every aggregation but count"
        case .notAllowed: "does not go with this aggregation"
        case .notAPath(let path): "a path begins with $, unlike \"\(path)\""
        case .notAName: "a name has letters, digits and _, and begins with no digit"
        case .twice: "is there twice"
        case .sameAsValue: "has the path of the value"
        case .notInCalendar: "there is no such day"
        }
    }
}
