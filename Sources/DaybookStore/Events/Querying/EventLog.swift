package import DaybookCore

/// The events of a ledger: found, listed by time, deleted.
package struct EventLog {
    private let connection: Connection
    private var accounts: SubjectAccounts
    private var cover: ContractCover
    private var metered: Set<ExactText>
    private var subjects: NameTexts
    private var types: NameTexts
    private var unreadable: UnreadableEvents

    /// - Parameters:
    ///   - zone: whose days the dates of aliases are.
    ///   - zones: the rules of a zone by its name, as contracts name them.
    package init(
        _ connection: Connection,
        zone: ZoneRules,
        zones: @escaping (String) throws -> ZoneRules,
    ) throws {
        self.connection = connection
        accounts = SubjectAccounts(connection, zone: zone)
        cover = try ContractCover(connection, zones: zones)
        metered = Set(
            try MeterRepository(connection).all().map { ExactText($0.meter.eventType) }
        )
        subjects = NameTexts(connection, "event_subjects")
        types = NameTexts(connection, "event_types")
        unreadable = UnreadableEvents(connection)
    }

    /// How many events there are that were not deleted.
    package func count() throws -> Int {
        Int(try connection.integer("SELECT live FROM event_state"))
    }

    // MARK: - Listing

    /// The newest events that a filter lets through, at most so many, and how to go on.
    package mutating func list(
        _ filter: EventFilter,
        limit: Int,
    ) throws -> (records: [EventRecord], next: Int64?) {
        guard let (hours, after, type, subject) = try bounds(of: filter) else { return ([], nil) }
        var records: [EventRecord] = []
        var hour: Int64?
        var rows: [Int64] = []
        let places = EventPlaces(connection)
        do {
            try places.forEach(hours: hours, type: type, isDescending: true) { place in
                if place.hour != hour {
                    try take(&rows, filter, after, limit, &records)
                    hour = place.hour
                }
                if let subject, place.subject != subject { return }
                if filter.isUnbilled, try isSurelyBilled(place) { return }
                rows.append(place.event)
            }
            try take(&rows, filter, after, limit, &records)
        } catch is Enough {}
        let hasMore = records.count > limit
        if hasMore { records.removeLast() }
        return (records, hasMore ? records.last?.row : nil)
    }

    /// Ends a walk that has found all it looks for.
    private struct Enough: Error {}

    /// Where the walk begins and ends; nil where it finds nothing.
    private mutating func bounds(
        of filter: EventFilter,
    ) throws -> (hours: Range<Int64>, after: EventRecord?, type: Int64?, subject: Int64?)? {
        guard let hours = try EventPlaces(connection).span() else { return nil }
        var types = NameTable(connection, "event_types")
        var subjects = NameTable(connection, "event_subjects")
        let type = try filter.type.map { try types.find($0) }
        let subject = try filter.subject.map { try subjects.find($0) }
        // A name that no event has.
        if type == .some(nil) || subject == .some(nil) { return nil }
        let after = try filter.after.map { row in
            guard let record = try find(row: row) else {
                throw ListRequestError.unknownCursor("\(row)")
            }
            return record
        }
        let start = max(
            hours.lowerBound,
            filter.from.map { RollupStretch.hour(of: $0.microseconds) } ?? .min
        )
        let ends = [
            filter.to.map { RollupStretch.hour(of: $0.microseconds) + 1 },
            after.map { RollupStretch.hour(of: $0.time.microseconds) + 1 },
        ]
        let end = min(hours.upperBound, ends.compactMap { $0 }.min() ?? .max)
        // Before the first event, or behind the last one.
        if start >= end { return nil }
        return (start..<end, after, type ?? nil, subject ?? nil)
    }

    /// Adds the events of an hour, newest first, and ends the walk when there are enough.
    private mutating func take(
        _ rows: inout [Int64],
        _ filter: EventFilter,
        _ after: EventRecord?,
        _ limit: Int,
        _ records: inout [EventRecord],
    ) throws {
        var found: [EventRecord] = []
        for row in rows.sorted() {
            guard let record = try find(row: row), record.deletedAt == nil,
                passes(record, filter, after)
            else { continue }
            found.append(record)
        }
        rows.removeAll(keepingCapacity: true)
        records += found.sorted(by: Self.isNewer)
        if records.count > limit {
            records.removeLast(records.count - limit - 1)
            throw Enough()
        }
    }

    private func passes(
        _ record: EventRecord,
        _ filter: EventFilter,
        _ after: EventRecord?,
    ) -> Bool {
        if let from = filter.from, record.time < from { return false }
        if let to = filter.to, record.time >= to { return false }
        if let after, !Self.isNewer(after, record) { return false }
        return !filter.isUnbilled || record.obstacle != nil
    }

    private static func isNewer(_ one: EventRecord, _ other: EventRecord) -> Bool {
        one.time == other.time ? one.row > other.row : one.time > other.time
    }

    /// Whether type, subject and hour alone tell that somebody will pay.
    private mutating func isSurelyBilled(_ place: EventPlaces.Place) throws -> Bool {
        let type = ExactText(try types.text(place.type))
        guard metered.contains(type) else { return false }
        if try unreadable.contains(place.event, inHour: place.hour) { return false }
        guard let account = try accounts.lastingAccount(of: subjects.text(place.subject)) else {
            return false
        }
        let hour = RollupStretch.microseconds(ofHour: place.hour)
        return try cover.stretches(of: account, type).contains { stretch in
            stretch.contains(hour.lowerBound) && hour.upperBound <= stretch.upperBound
        }
    }

    // MARK: - One event

    /// The event with this number.
    package mutating func find(row: Int64) throws -> EventRecord? {
        let found = try connection.first(
            """
            SELECT event_sources.name, id, event_types.name, event_subjects.name, time, is_timed,
                stored_at, deleted_at, data
            FROM events JOIN event_sources ON event_sources.row = source
                JOIN event_types ON event_types.row = type
                JOIN event_subjects ON event_subjects.row = subject
            WHERE events.row = ?
            """,
            [.integer(row)]
        ) { fields in
            let event = UsageEvent(
                id: fields.text(1),
                source: fields.text(0),
                type: fields.text(2),
                subject: fields.text(3),
                time: try fields.instant(4),
                data: fields.optionalText(8)
            )
            return (event, try fields.instant(6), try fields.optionalInstant(7))
        }
        guard let (event, storedAt, deletedAt) = found else { return nil }
        return EventRecord(
            row: row,
            event: event,
            storedAt: storedAt,
            deletedAt: deletedAt,
            obstacle: try obstacle(event, row)
        )
    }

    /// The event with this identity.
    package mutating func find(source: String, id: String) throws -> EventRecord? {
        let setting = try IngestSetting(connection, storedAt: .epoch)
        let hash = setting.hash.hash(source: source.utf8.span, id: id.utf8.span)
        var rows: [Int64] = []
        try IdentityRuns(connection).find([hash]) { rows.append($1) }
        for row in rows {
            guard let record = try find(row: row) else { continue }
            let isFound = ExactText(record.event.source) == ExactText(source)
            if isFound && ExactText(record.event.id) == ExactText(id) { return record }
        }
        return nil
    }

    private mutating func obstacle(_ event: UsageEvent, _ row: Int64) throws -> BillingObstacle? {
        if !metered.contains(ExactText(event.type)) { return .unmeteredType }
        let time = event.time?.microseconds ?? 0
        guard let account = try accounts.account(of: event.subject, at: time) else {
            return .unknownSubject
        }
        let stretches = try cover.stretches(of: account, ExactText(event.type))
        guard stretches.contains(where: { $0.contains(time) }) else { return .outOfContract }
        let hour = RollupStretch.hour(of: time)
        guard try unreadable.contains(row, inHour: hour) else { return nil }
        return try unreadable.isReadable(event) ? nil : .noQuantity
    }

    // MARK: - Deleting

    /// Deletes events: they no longer count, and their identities stay taken. Answers how many
    /// were not deleted before.
    package func delete(rows: [Int64], at now: Instant) throws -> Int {
        var hours: [Stream: Set<Int64>] = [:]
        var count = 0
        for row in rows {
            let stream = try connection.first(
                """
                SELECT events.type, subject, event_types.name, time FROM events
                    JOIN event_types ON event_types.row = type
                WHERE events.row = ? AND deleted_at IS NULL
                """,
                [.integer(row)]
            ) { ($0.integer(1), $0.text(2), $0.integer(3)) }
            guard let (subject, type, time) = stream else { continue }
            try connection.run(
                "UPDATE events SET deleted_at = ? WHERE row = ?",
                [.instant(now), .integer(row)]
            )
            let key = Stream(type: ExactText(type), subject: subject)
            hours[key, default: []].insert(RollupStretch.hour(of: time))
            count += 1
        }
        try connection.run("UPDATE event_state SET live = live - ?", [.integer(count)])
        for reader in try MeterRepository(connection).readers() where reader.isRolledUp {
            let repair = try RollupRepair(connection, reader)
            for (stream, hours) in hours where stream.type == ExactText(reader.meter.eventType) {
                try repair.repair(subject: stream.subject, hours: hours)
            }
        }
        return count
    }

    private struct Stream: Hashable {
        let type: ExactText
        let subject: Int64
    }
}
