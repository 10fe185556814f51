extension Meter {
    /// The value that an event brings, or why it contributes none.
    package func value(in data: EventData) throws(EventFault) -> MeteredValue {
        guard let valuePath else { return .number(.one) }
        if data.isNull { throw .noData }
        let value = data.values[0]
        if value == .missing { throw .missing(path: valuePath) }
        guard aggregation == .uniqueCount else { return .number(try value.number()) }
        guard let text = value.text else { throw .null }
        return .text(ExactText(text))
    }

    /// The texts by which an event can be split, in order of the groups; what is missing is empty.
    package func groupTexts(in data: EventData) -> [String] {
        let start = valuePath == nil ? 0 : 1
        return groups.indices.map { data.values[start + $0].text ?? "" }
    }

    /// Whether the filter lets an event with such data through.
    package func takes(_ data: EventData) -> Bool {
        pathFilter?.holds { data.values[$0] } ?? true
    }
}

/// What an event brings to an aggregation.
package enum MeteredValue: Hashable, Sendable {
    case number(PreciseAmount)
    /// For counts of different values.
    case text(ExactText)
}
