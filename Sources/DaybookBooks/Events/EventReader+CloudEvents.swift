internal import DaybookCore
internal import DaybookWire

/// The members of a CloudEvent that Daybook looks at.
enum CloudEventKey: String, EventKey, CaseIterable {
    case id, source, type, subject, time, data, specversion, datacontenttype
    case base64 = "data_base64"

    var place: Int {
        switch self {
        case .id: 0
        case .source: 1
        case .type: 2
        case .subject: 3
        case .time: 4
        case .data: 5
        case .specversion: 6
        case .datacontenttype: 7
        case .base64: 8
        }
    }
}

extension EventReader {
    /// CloudEvents 1.0. Data may be of any kind; what no meter can read is kept all the same.
    func cloudEvent() throws(EventProblem) -> UsageEvent {
        if !isAbsent(CloudEventKey.base64) {
            throw EventProblem(CloudEventKey.base64.rawValue, "binary data cannot be metered")
        }
        return UsageEvent(
            id: try text(CloudEventKey.id),
            source: try text(CloudEventKey.source),
            type: try text(CloudEventKey.type),
            subject: try text(CloudEventKey.subject),
            time: try optionalTime(CloudEventKey.time, isZoned: true),
            data: source(CloudEventKey.data)
        )
    }

    /// What OpenMeter answers with 400 is no event here either.
    func openMeterEvent() throws(EventProblem) -> UsageEvent {
        _ = try text(CloudEventKey.specversion)
        let contentType = try optionalText(CloudEventKey.datacontenttype)
        if let contentType, contentType != "application/json" {
            throw EventProblem(
                CloudEventKey.datacontenttype.rawValue,
                "expected application/json, found another type"
            )
        }
        let isObject = kind(CloudEventKey.data) == .object
        if !isObject && !isAbsent(CloudEventKey.data) {
            throw mismatch(CloudEventKey.data, "an object")
        }
        return try cloudEvent()
    }
}
