internal import DaybookCore
internal import DaybookWire

/// The events in which no meter found a quantity when they were looked at: when they came, or when
/// a meter came that was not there before.
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

    /// Whether the meters of today find one: there may be others than when it was looked at.
    mutating func isReadable(_ event: UsageEvent) throws -> Bool {
        let readers = try self.readers ?? MeterRepository(connection).readers()
        self.readers = readers
        let own = readers.filter { ExactText($0.meter.eventType) == ExactText(event.type) }
        return Self.isReadable(event.data.flatMap { try? JSONDocument($0).root }, by: own)
    }

    private static func isReadable(_ root: JSONNode?, by readers: [MeterReader]) -> Bool {
        let readings = readers.lazy
            .map { ($0, $0.data(root)) }
            .filter { $0.takes($1) }
            .map { $0.reading($1) }
        return MeterReading.isReadable(readings)
    }

    // MARK: - Looking at what is there

    /// How far the events were looked at, noted beside the meters, which count from 1. A meter that
    /// comes has it forgotten: it may find something, or what is no quantity.
    static let progressRow: Int64 = 0

    /// New events have been looked at as they came; they count if those before them were as well.
    func follow(from last: Int64, through event: Int64) throws {
        let progress = RollupProgress(connection)
        guard try progress.last(of: Self.progressRow) == last else { return }
        try progress.set(Self.progressRow, through: event)
    }

    /// Looks at one piece of what nobody has looked at yet; false when there is none.
    func step(size: Int) throws -> Bool {
        let last = try connection.integer("SELECT last_event FROM event_state")
        let progress = RollupProgress(connection)
        let done = try progress.last(of: Self.progressRow)
        if done >= last { return false }
        let end = min(last, done + Int64(size))
        try look(at: (done + 1)...end)
        try progress.set(Self.progressRow, through: end)
        return true
    }

    private func look(at events: ClosedRange<Int64>) throws {
        let readers = Dictionary(grouping: try MeterRepository(connection).readers()) {
            ExactText($0.meter.eventType)
        }
        var types = NameTable(connection, "event_types")
        let json = JSONReader()
        for (name, readers) in readers {
            guard let type = try types.find(name.text) else { continue }
            var found: [(event: Int64, time: Int64)] = []
            try connection.forEach(
                """
                SELECT row, time, data FROM events
                WHERE row BETWEEN ? AND ? AND type = ? AND deleted_at IS NULL
                """,
                [.integer(events.lowerBound), .integer(events.upperBound), .integer(type)]
            ) { row in
                let document = row.optionalText(2).flatMap {
                    try? JSONDocument(Array($0.utf8), with: json)
                }
                guard !Self.isReadable(document?.root, by: readers) else { return }
                found.append((row.integer(0), row.integer(1)))
            }
            for (event, time) in found { try note(event, at: time) }
        }
    }

    /// Lists an event, once.
    func note(_ event: Int64, at time: Int64) throws {
        try connection.run(
            "INSERT OR IGNORE INTO unreadable_events (event, hour) VALUES (?, ?)",
            [.integer(event), .integer(RollupStretch.hour(of: time))]
        )
    }
}
