/// Why an event contributes nothing to a meter.
package enum EventFault: Error, Hashable, Sendable {
    /// The data ends in the middle of a value.
    case truncatedData
    /// The data is not JSON: why.
    case malformedData(String)
    case noData
    case missing(path: String)
    case null
    /// A text that is no number.
    case notNumeric(String)
    /// The text `NaN`.
    case notANumber
    case infinite
    case tooManyDigits(String)
    case unsupported(EventValue.Kind)

    /// Whether there is nothing at all where the value should be.
    package var isMissing: Bool {
        switch self {
        case .noData, .missing: true
        case .truncatedData, .malformedData, .null, .notNumeric, .notANumber, .infinite,
            .tooManyDigits, .unsupported:
            false
        }
    }
}

/// The words are OpenMeter's: they stand in its list of events, and its answers are compared.
extension EventFault: CustomStringConvertible {
    package var description: String { "invalid event: \(reason)" }

    private var reason: String {
        switch self {
        case .truncatedData: "failed to parse event data: unexpected end of JSON input"
        case .malformedData(let why): "failed to parse event data: \(why)"
        case .noData: "null and missing value property"
        case .missing(let path): "missing value property: \(Self.quoted(path))"
        case .null: "value cannot be null"
        case .notNumeric(let text): "value cannot be parsed as float64: \(text)"
        case .notANumber: "value cannot be NaN"
        case .infinite: "value cannot be infinity"
        case .tooManyDigits(let text): "value has more than 38 digits: \(text)"
        case .unsupported(let kind): "unsupported value property type: \(Self.name(of: kind))"
        }
    }

    private static func quoted(_ path: String) -> String {
        var text = "\""
        for character in path.unicodeScalars {
            if character == "\"" || character == "\\" { text += "\\" }
            text.unicodeScalars.append(character)
        }
        return text + "\""
    }

    private static func name(of kind: EventValue.Kind) -> String {
        switch kind {
        case .bool: "bool"
        case .object: "map[string]interface {}"
        case .array: "[]interface {}"
        case .other: "unknown"
        }
    }
}
