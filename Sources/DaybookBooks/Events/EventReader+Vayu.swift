internal import DaybookCore
internal import DaybookWire

/// The members of an event of Vayu.
enum VayuKey: String, EventKey, CaseIterable {
    case name, timestamp, customerAlias, ref, data

    var place: Int {
        switch self {
        case .name: 0
        case .timestamp: 1
        case .customerAlias: 2
        case .ref: 3
        case .data: 4
        }
    }
}

extension EventReader {
    func vayuEvent() throws(EventProblem) -> UsageEvent {
        let name = try text(VayuKey.name)
        let isObject = kind(VayuKey.data) == .object
        if !isObject && !isAbsent(VayuKey.data) { throw mismatch(VayuKey.data, "an object") }
        return UsageEvent(
            id: try text(VayuKey.ref),
            // A reference is unique among the events of one name, and not beyond.
            source: "vayu/\(name)",
            type: name,
            subject: try text(VayuKey.customerAlias),
            time: try time(VayuKey.timestamp, isZoned: false),
            data: source(VayuKey.data)
        )
    }
}
