internal import DaybookCore
internal import DaybookWire

/// The members of an event of Enso.
enum EnsoKey: String, EventKey, CaseIterable {
    case customer = "CustomerEntityId"
    case metric, value, timestamp, metadata, eventId

    var place: Int {
        switch self {
        case .customer: 0
        case .metric: 1
        case .value: 2
        case .timestamp: 3
        case .metadata: 4
        case .eventId: 5
        }
    }
}

extension EventReader {
    /// An event of Enso: one metric, one value. Meters find them as `$.value` and
    /// `$.metadata.<name>`.
    func ensoEvent() throws(EventProblem) -> UsageEvent {
        let customer = try text(EnsoKey.customer)
        let metric = try text(EnsoKey.metric)
        let time = try time(EnsoKey.timestamp, isZoned: false)
        guard let value = source(EnsoKey.value), isNumber else {
            throw mismatch(EnsoKey.value, "a number")
        }
        var data = "{\"value\":\(value)"
        if let metadata = source(EnsoKey.metadata) {
            guard kind(EnsoKey.metadata) == .object else {
                throw mismatch(EnsoKey.metadata, "an object")
            }
            data += ",\"metadata\":\(metadata)"
        }
        // Without an id of its own an event is told apart by all that it says, as Enso does; a
        // number in quotes is the same number.
        let digits = kind(EnsoKey.value) == .string ? value.dropFirst().dropLast() : value[...]
        let id =
            try optionalText(EnsoKey.eventId)
            ?? "\(metric)/\(digits)/\(time.iso8601)/\(customer)"
        return UsageEvent(
            id: id,
            source: "enso",
            type: metric,
            subject: customer,
            time: time,
            data: data + "}"
        )
    }

    /// A number, or a text without escapes that is one.
    private var isNumber: Bool {
        lines.withBytes(of: shape[EnsoKey.value.place]) { bytes in
            (try? PreciseAmount(bytes)) != nil
        } ?? false
    }
}
