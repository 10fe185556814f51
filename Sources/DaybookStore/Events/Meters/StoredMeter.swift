package import DaybookCore
internal import DaybookWire

/// A meter as the ledger keeps it.
package struct StoredMeter: Hashable, Sendable {
    package let id: RecordID
    package let name: String
    package let meter: Meter
    package let version: Int
    package let createdAt: Instant

    package init(
        id: RecordID,
        name: String,
        meter: Meter,
        version: Int = 1,
        createdAt: Instant,
    ) {
        self.id = id
        self.name = name
        self.meter = meter
        self.version = version
        self.createdAt = createdAt
    }
}

/// A meter with what it takes to show events to it: its place in the ledger, the ways into data.
///
/// An object: a copy of all that a meter holds, for each event, took a quarter of the time that the
/// events took.
final class MeterReader: Sendable {
    let row: Int64
    let meter: Meter
    private let paths: [JSONPath]

    init(row: Int64, _ meter: Meter) throws(JSONPathError) {
        self.row = row
        self.meter = meter
        var paths: [JSONPath] = []
        for path in meter.paths { paths.append(try JSONPath(path)) }
        self.paths = paths
    }

    /// What the meter sees of an event's data.
    func data(_ root: JSONNode?) -> EventData {
        guard let root, !root.isNull else { return .none(for: meter) }
        return EventData(paths.map { EventValue(root.value(at: $0)) })
    }

    /// Whether the meter's filter lets an event with such data through.
    func takes(_ data: EventData) -> Bool { meter.takes(data) }

    func groupTexts(in data: EventData) -> [String] { meter.groupTexts(in: data) }

    /// The value of an event, or nil where it is unusable; not of counts of different values.
    func number(in data: EventData) -> PreciseAmount? {
        guard case .number(let number)? = try? meter.value(in: data) else { return nil }
        return number
    }

    /// A count of different values would have to keep all of them: it is made from the events.
    var isRolledUp: Bool { meter.aggregation != .uniqueCount }
}
