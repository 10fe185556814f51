internal import DaybookCore
internal import DaybookWire

/// The events in which no meter found a quantity when they came.
struct UnreadableEvents {
    private let connection: Connection
    private var hours: Set<Int64>?
    private var readers: [MeterReader]?

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// In most hours there are none: nothing is asked of their events.
    mutating func contains(_ event: Int64, inHour hour: Int64) throws -> Bool {
        let hours =
            try self.hours
            ?? Set(connection.all("SELECT DISTINCT hour FROM unreadable_events") { $0.integer(0) })
        self.hours = hours
        guard hours.contains(hour) else { return false }
        return try connection.integer(
            "SELECT EXISTS (SELECT 1 FROM unreadable_events WHERE event = ?)",
            [.integer(event)]
        ) == 1
    }

    /// Whether the meters of today find one: somebody may have changed where they look.
    mutating func isReadable(_ event: UsageEvent) throws -> Bool {
        let readers = try self.readers ?? MeterRepository(connection).readers()
        self.readers = readers
        let root = event.data.flatMap { try? JSONDocument($0).root }
        let readings = readers.lazy
            .filter { ExactText($0.meter.eventType) == ExactText(event.type) }
            .map { ($0, $0.data(root)) }
            .filter { $0.takes($1) }
            .map { $0.reading($1) }
        return MeterReading.isReadable(readings)
    }
}
