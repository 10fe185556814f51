internal import DaybookCore
internal import DaybookWire

/// Events of one type as a meter sees them, by the hours in which they happened.
struct EventFetch {
    private let connection: Connection
    private let reader: MeterReader
    /// Nil when no event of the type was ever stored.
    private let type: Int64?
    private let json = JSONReader()
    /// Events behind this one are left out.
    private let last: Int64
    private var pending: [Int64] = []

    /// Events that are read in one go, in the order in which they lie in the file.
    private static let pieceLength = 4096

    init(_ connection: Connection, _ reader: MeterReader, through last: Int64 = .max) throws {
        self.connection = connection
        self.reader = reader
        self.last = last
        var types = NameTable(connection, "event_types")
        type = try types.find(reader.meter.eventType)
    }

    /// One event that still stands.
    struct Found {
        let row: Int64
        let subject: Int64
        let time: Instant
        let storedAt: Instant
        let data: EventData
    }

    /// Hands out the events of some hours, of these subjects or of all.
    mutating func forEach(
        hours: Range<Int64>,
        subjects: [Int64]?,
        _ body: (Found) throws -> Void,
    ) throws {
        guard let type else { return }
        let places = EventPlaces(connection)
        // Each subject is looked up hour by hour; many are faster found by going through all.
        if let subjects, subjects.count <= 4 {
            for subject in subjects {
                try places.forEach(hours: hours, type: type, subject: subject) { place in
                    pending.append(place.event)
                }
                try hand(body, isLast: false)
            }
        } else {
            let wanted = subjects.map { Set($0) }
            try places.forEach(hours: hours, type: type) { place in
                if let wanted, !wanted.contains(place.subject) { return }
                pending.append(place.event)
                try hand(body, isLast: false)
            }
        }
        try hand(body, isLast: true)
    }

    private mutating func hand(_ body: (Found) throws -> Void, isLast: Bool) throws {
        if pending.count < Self.pieceLength && !isLast { return }
        for row in pending.sorted() where row <= last {
            if let found = try event(row) { try body(found) }
        }
        pending.removeAll(keepingCapacity: true)
    }

    private func event(_ row: Int64) throws -> Found? {
        let found = try connection.first(
            "SELECT subject, time, stored_at, deleted_at, data FROM events WHERE row = ?",
            [.integer(row)]
        ) { fields -> Found? in
            guard fields.isNull(3) else { return nil }
            return Found(
                row: row,
                subject: fields.integer(0),
                time: try fields.instant(1),
                storedAt: try fields.instant(2),
                data: data(fields.optionalText(4))
            )
        }
        return found ?? nil
    }

    private func data(_ text: String?) -> EventData {
        reader.data(
            text.flatMap { try? JSONDocument(Array($0.utf8), with: json).root }
        )
    }
}
