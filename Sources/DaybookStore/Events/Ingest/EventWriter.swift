internal import DaybookCore
internal import DaybookWire

/// Writes batches of events: the events, their identities, where they are found, and what is rolled
/// up of them. It keeps rows of names from batch to batch and must not outlive a failure.
struct EventWriter {
    private let connection: Connection
    private var sources: NameTable
    private var types: NameTable
    private var subjects: NameTable
    private var groups: GroupTable
    private var accounts: SubjectAccounts
    private var cover: ContractCover

    init(
        _ connection: Connection,
        zone: ZoneRules,
        zones: @escaping (String) throws -> ZoneRules,
    ) throws {
        self.connection = connection
        sources = NameTable(connection, "event_sources")
        types = NameTable(connection, "event_types")
        subjects = NameTable(connection, "event_subjects")
        groups = GroupTable(connection)
        accounts = SubjectAccounts(connection, zone: zone)
        cover = try ContractCover(connection, zones: zones)
    }

    /// What became of the entries of a batch.
    struct Outcome {
        var counts = IngestCounts()
        var conflicts: [(line: Int, reason: String)] = []
    }

    /// Writes what is new of a batch. The caller has opened the transaction.
    mutating func write(_ batch: EventBatch) throws -> Outcome {
        var outcome = Outcome()
        var names = BatchRows(
            sources: try batch.sources.texts.map { try sources.find($0) },
            types: try batch.types.texts.map { try types.find($0) },
            subjects: try batch.subjects.texts.map { try subjects.find($0) }
        )
        let order = batch.places()
        let judge = EventJudge(connection: connection, batch: batch, order: order, names: names)
        let verdicts = try judge.verdicts()
        outcome.counts.read = batch.readCount
        outcome.counts.invalid = batch.invalid.count
        let last = try connection.integer("SELECT last_event FROM event_state")
        var rows = [Int64](repeating: 0, count: batch.entries.count)
        var next = last
        for (place, verdict) in verdicts.enumerated() {
            switch verdict {
            case .new:
                next += 1
                rows[place] = next
                try nameNew(batch.entries[place], batch, &names)
            case .duplicate: outcome.counts.duplicate += 1
            case .conflicting:
                outcome.counts.conflicting += 1
                outcome.conflicts.append(Self.conflict(batch.entries[place], batch))
            }
        }
        outcome.counts.stored = Int(next - last)
        if next > last { try write(batch, order, rows, names, after: last, &outcome) }
        return outcome
    }

    /// Makes rows for the names of a new event.
    private mutating func nameNew(
        _ entry: EventBatch.Entry,
        _ batch: EventBatch,
        _ names: inout BatchRows,
    ) throws {
        let (source, type, subject) = (Int(entry.source), Int(entry.type), Int(entry.subject))
        if names.sources[source] == nil {
            names.sources[source] = try sources.add(batch.sources.texts[source])
        }
        if names.types[type] == nil { names.types[type] = try types.add(batch.types.texts[type]) }
        if names.subjects[subject] == nil {
            names.subjects[subject] = try subjects.add(batch.subjects.texts[subject])
        }
    }

    private static func conflict(
        _ entry: EventBatch.Entry,
        _ batch: EventBatch,
    ) -> (line: Int, reason: String) {
        let id = batch.id(entry)
        let source = batch.sources.texts[Int(entry.source)]
        return (
            entry.line,
            "the event \(JSONText.quoted(id)) of \(JSONText.quoted(source)) is stored with other "
                + "content, which stands"
        )
    }

    // MARK: - What is new

    private mutating func write(
        _ batch: EventBatch,
        _ order: [Int32],
        _ rows: [Int64],
        _ names: BatchRows,
        after last: Int64,
        _ outcome: inout Outcome,
    ) throws {
        let new = NewEvents(batch: batch, rows: rows, names: names)
        try new.insert(on: connection)
        try IdentityRuns(connection).add(
            order.lazy.map { Int($0) }.filter { rows[$0] > 0 }
                .map { (hash: batch.entries[$0].hash, event: rows[$0]) }
        )
        try EventPlaces(connection).add(new.places)
        try rollUp(new, after: last)
        let count = outcome.counts.stored
        try connection.run(
            "UPDATE event_state SET last_event = last_event + ?1, live = live + ?1",
            [.integer(count)]
        )
        outcome.counts.unbilled = try unbilledCount(new)
        try unreadable.follow(from: last, through: last + Int64(count))
    }

    /// Adds the shares of the meters. A meter that is behind is left to its backfill, and so is one
    /// that took the row of another since the batch was read.
    private mutating func rollUp(_ new: NewEvents, after last: Int64) throws {
        let batch = new.batch
        let readers = try MeterRepository(connection).readers()
        let present = Dictionary(uniqueKeysWithValues: readers.map { ($0.row, $0.meter) })
        let isCurrent = try batch.meters.map { reader in
            try reader.isRolledUp && present[reader.row] == reader.meter
                && RollupProgress(connection).last(of: reader.row) == last
        }
        if !isCurrent.contains(true) { return }
        var groupRows = [Int64?](repeating: nil, count: batch.groups.texts.count)
        var rollups = RollupWriter(connection, batch.meters)
        for (place, entry) in batch.entries.enumerated() where new.rows[place] > 0 {
            for share in batch.shares[Int(entry.shares.lowerBound)..<Int(entry.shares.upperBound)]
            where isCurrent[Int(share.meter)] {
                let group = Int(share.groups)
                let row = try groupRows[group] ?? groups.row(of: batch.groups.texts[group])
                groupRows[group] = row
                rollups.add(
                    share.value,
                    at: entry.time,
                    meter: Int(share.meter),
                    subject: new.subject(entry),
                    groups: row
                )
            }
        }
        try rollups.write()
        for (index, reader) in batch.meters.enumerated() where isCurrent[index] {
            let through = last + Int64(new.count)
            try RollupProgress(connection).set(reader.row, through: through)
        }
    }

    /// How many of the new events no meter takes, or nobody pays for.
    private mutating func unbilledCount(_ new: NewEvents) throws -> Int {
        let batch = new.batch
        let metered = Set(batch.meters.map { ExactText($0.meter.eventType) })
        let types = batch.types.texts.map { ExactText($0) }
        let isMetered = types.map(metered.contains)
        let lasting = try batch.subjects.texts.map { try accounts.lastingAccount(of: $0) }
        // Many events have the same subject and type: what is charged of them is looked up once.
        var known: [UInt64: [ContractCover.Stretch]] = [:]
        var count = 0
        for (place, entry) in batch.entries.enumerated() where new.rows[place] > 0 {
            let (subject, type) = (Int(entry.subject), Int(entry.type))
            guard isMetered[type] else {
                count += 1
                continue
            }
            let stretches: [ContractCover.Stretch]
            let stream = UInt64(subject) << 32 | UInt64(type)
            if let found = known[stream] {
                stretches = found
            } else if let account = lasting[subject] {
                stretches = try cover.stretches(of: account, types[type])
                known[stream] = stretches
            } else {
                let name = batch.subjects.texts[subject]
                let account = try accounts.account(of: name, at: entry.time)
                stretches = try account.map { try cover.stretches(of: $0, types[type]) } ?? []
            }
            let isCovered = stretches.contains { $0.contains(entry.time) }
            let shares = batch.shares[Int(entry.shares.lowerBound)..<Int(entry.shares.upperBound)]
            let isReadable = MeterReading.isReadable(shares.lazy.map(\.reading))
            if !isReadable { try unreadable.note(new.rows[place], at: entry.time) }
            if !isCovered || !isReadable { count += 1 }
        }
        return count
    }

    private var unreadable: UnreadableEvents { UnreadableEvents(connection) }
}

/// The events of a batch that are new, with their rows.
struct NewEvents {
    let batch: EventBatch
    /// 0 where an entry is not new.
    let rows: [Int64]
    let names: BatchRows

    var count: Int { rows.count { $0 > 0 } }

    func subject(_ entry: EventBatch.Entry) -> Int64 { row(names.subjects, entry.subject) }

    private func row(_ names: [Int64?], _ place: Int32) -> Int64 {
        guard let row = names[Int(place)] else {
            preconditionFailure("the names of a new event have rows")
        }
        return row
    }

    var places: [EventPlaces.Place] {
        var places: [EventPlaces.Place] = []
        places.reserveCapacity(batch.entries.count)
        for (place, entry) in batch.entries.enumerated() where rows[place] > 0 {
            places.append(
                EventPlaces.Place(
                    hour: RollupStretch.hour(of: entry.time),
                    type: row(names.types, entry.type),
                    subject: row(names.subjects, entry.subject),
                    event: rows[place]
                )
            )
        }
        return places
    }

    func insert(on connection: Connection) throws {
        try connection.repeating(
            """
            INSERT INTO events (row, source, type, subject, time, is_timed, stored_at, id, data)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ) { statement in
            try statement.bind(batch.storedAt.microseconds, at: 7)
            for (place, entry) in batch.entries.enumerated() where rows[place] > 0 {
                try statement.bind(rows[place], at: 1)
                try statement.bind(row(names.sources, entry.source), at: 2)
                try statement.bind(row(names.types, entry.type), at: 3)
                try statement.bind(row(names.subjects, entry.subject), at: 4)
                try statement.bind(entry.time, at: 5)
                try statement.bind(entry.isTimed ? 1 : 0, at: 6)
                try statement.run(
                    texts: (entry.idRange, entry.dataRange),
                    of: batch.bytes.span,
                    at: 8
                )
            }
        }
    }
}
