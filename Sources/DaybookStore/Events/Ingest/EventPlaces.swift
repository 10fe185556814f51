internal import DaybookCore

/// Where events are found by their hour, type and subject: lists of events in small blobs. An index
/// of SQLite would take as much time to keep as the events themselves.
struct EventPlaces {
    let connection: Connection

    /// Entries in one list.
    static let listLength = 512

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// An event's hour since 1970, its type, its subject, its row.
    struct Place: Comparable {
        let hour: Int64
        let type: Int64
        let subject: Int64
        let event: Int64

        static func < (one: Place, other: Place) -> Bool {
            if one.hour != other.hour { return one.hour < other.hour }
            if one.type != other.type { return one.type < other.type }
            if one.subject != other.subject { return one.subject < other.subject }
            return one.event < other.event
        }
    }

    // MARK: - Writing

    /// Adds the places of new events.
    func add(_ places: [Place]) throws {
        let sorted = places.sorted()
        try connection.repeating(
            """
            INSERT INTO event_places
                (hour, type, last_subject, first_event, first_subject, entries)
            VALUES (?, ?, ?, ?, ?, ?)
            """
        ) { statement in
            var rest = sorted[...]
            while let first = rest.first {
                let list = rest.prefix(Self.listLength).prefix {
                    $0.hour == first.hour && $0.type == first.type
                }
                try write(list, statement)
                rest = rest[list.endIndex...]
            }
        }
    }

    private func write(_ list: ArraySlice<Place>, _ statement: RepeatedStatement) throws {
        guard let first = list.first, let last = list.last else { return }
        var entries: [UInt8] = []
        var (subject, event) = (first.subject, Int64(0))
        for place in list {
            PackedNumbers.append(UInt64(place.subject - subject), to: &entries)
            PackedNumbers.append(place.event - event, to: &entries)
            (subject, event) = (place.subject, place.event)
        }
        try statement.bind(first.hour, at: 1)
        try statement.bind(first.type, at: 2)
        try statement.bind(last.subject, at: 3)
        try statement.bind(first.event, at: 4)
        try statement.bind(first.subject, at: 5)
        try statement.run(blob: entries.span, at: 6)
    }

    // MARK: - Reading

    /// Hands out the places of all events of some hours, in the order of the hours.
    func forEach(
        hours: Range<Int64>,
        type: Int64? = nil,
        isDescending: Bool = false,
        _ body: (Place) throws -> Void,
    ) throws {
        var arguments: [SQLValue] = [.integer(hours.lowerBound), .integer(hours.upperBound)]
        if let type { arguments.append(.integer(type)) }
        try connection.forEach(
            """
            SELECT hour, type, first_subject, entries FROM event_places
            WHERE hour >= ? AND hour < ? \(type == nil ? "" : "AND type = ?")
            ORDER BY hour\(isDescending ? " DESC" : "")
            """,
            arguments
        ) { row in
            try Self.read(row, from: nil, body)
        }
    }

    /// Hands out the places of one subject's events of one type, in the order of the hours.
    func forEach(
        hours: Range<Int64>,
        type: Int64,
        subject: Int64,
        _ body: (Place) throws -> Void,
    ) throws {
        var hour = try nextHour(type, from: hours.lowerBound)
        while let at = hour, at < hours.upperBound {
            try connection.forEach(
                """
                SELECT hour, type, first_subject, entries FROM event_places
                WHERE hour = ?1 AND type = ?2 AND last_subject >= ?3 AND first_subject <= ?3
                """,
                [.integer(at), .integer(type), .integer(subject)]
            ) { try Self.read($0, from: subject, body) }
            hour = try nextHour(type, from: at + 1)
        }
    }

    /// The first hour from one on that has any event.
    private func nextHour(_ type: Int64, from hour: Int64) throws -> Int64? {
        try connection.first(
            "SELECT hour FROM event_places WHERE hour >= ? ORDER BY hour LIMIT 1",
            [.integer(hour)]
        ) { $0.integer(0) }
    }

    /// The hours from the first that has an event to the last.
    func span() throws -> Range<Int64>? {
        let bounds = try connection.first("SELECT min(hour), max(hour) FROM event_places") { row in
            row.isNull(0) ? nil : row.integer(0)..<(row.integer(1) + 1)
        }
        return bounds ?? nil
    }

    /// Takes a list apart; of one subject alone where one is named.
    private static func read(
        _ row: Row,
        from wanted: Int64?,
        _ body: (Place) throws -> Void,
    ) throws {
        let (hour, type) = (row.integer(0), row.integer(1))
        var (subject, event) = (row.integer(2), Int64(0))
        var reader = PackedReader(row.blob(3))
        while !reader.isAtEnd {
            guard let more = reader.natural(), let step = reader.integer() else {
                throw UnreadableValue(expected: "a list of events", found: "other bytes")
            }
            subject &+= Int64(truncatingIfNeeded: more)
            event &+= step
            if let wanted, subject != wanted { continue }
            try body(Place(hour: hour, type: type, subject: subject, event: event))
        }
    }
}
