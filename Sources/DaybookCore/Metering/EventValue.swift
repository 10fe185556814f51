/// A value in the data of an event, as whoever reads the data hands it over.
package enum EventValue: Hashable, Sendable {
    /// The data has nothing at this place.
    case missing
    case null
    case bool(Bool)
    /// The digits, as JSON writes them.
    case number(String)
    case text(String)
    /// An object, as its text.
    case object(String)
    /// An array: its elements, and its text.
    case array([EventValue], String)

    /// Nil when there is nothing, or null.
    package var isSet: Bool { self != .missing && self != .null }

    /// The value as a text, by which events are told apart; nil when it is not set.
    package var text: String? {
        switch self {
        case .missing, .null: nil
        case .bool(let value): value ? "true" : "false"
        case .number(let digits): Self.canonical(digits)
        case .text(let text), .object(let text), .array(_, let text): text
        }
    }
}

extension EventValue {
    /// `1`, `1.0` and `1e0` are one number and have one text.
    private static func canonical(_ digits: String) -> String {
        if isCanonical(digits.utf8.span) { return digits }
        return (try? PreciseAmount(digits))?.normalized.description ?? digits
    }

    /// Most numbers are written shortly: no exponent, no zero at the end of a fraction, no -0.
    private static func isCanonical(_ digits: Span<UInt8>) -> Bool {
        var hasPoint = false
        var last: UInt8 = 0
        for index in digits.indices {
            last = digits[index]
            if last | 0x20 == UInt8(ascii: "e") { return false }
            if last == UInt8(ascii: ".") { hasPoint = true }
        }
        if last == UInt8(ascii: "0") { return !hasPoint && digits[0] != UInt8(ascii: "-") }
        return true
    }
}

/// What a meter sees of an event's data: the values at the meter's paths, in their order.
package struct EventData: Hashable, Sendable {
    /// Whether there is no data at all, or null.
    package let isNull: Bool
    package let values: [EventValue]

    package init(_ values: [EventValue]) {
        isNull = false
        self.values = values
    }

    private init(missing count: Int) {
        isNull = true
        values = Array(repeating: .missing, count: count)
    }

    /// No data, for a meter.
    package static func none(for meter: Meter) -> EventData {
        EventData(missing: meter.paths.count)
    }
}
