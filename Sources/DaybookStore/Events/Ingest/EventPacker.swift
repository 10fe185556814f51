package import DaybookCore
internal import DaybookWire

/// Makes batches of events: all that can be done with them without looking into the ledger.
package struct EventPacker {
    private let setting: IngestSetting
    private let meters: [ExactText: [Int]]
    /// The meters of each type of the batch, in the order of its types.
    private var takers: [[Int]] = []
    private let reader = JSONReader()
    private var batch = EventBatch()
    private var line = 0
    private var end = 0

    package init(_ setting: IngestSetting) {
        self.setting = setting
        var meters: [ExactText: [Int]] = [:]
        for (index, meter) in setting.meters.enumerated() where meter.isRolledUp {
            meters[ExactText(meter.meter.eventType), default: []].append(index)
        }
        self.meters = meters
    }

    package var count: Int { batch.readCount }

    /// How many bytes of texts wait.
    package var byteCount: Int { batch.bytes.count }

    package mutating func add(_ event: UsageEvent, line: Int) {
        let source = event.source.utf8.span
        let id = event.id.utf8.span
        let start = batch.bytes.count
        batch.bytes += event.id.utf8
        if let data = event.data { batch.bytes += data.utf8 }
        let time = event.time ?? setting.storedAt
        let type = batch.types.place(of: event.type)
        if type == takers.count { takers.append(meters[ExactText(event.type)] ?? []) }
        batch.entries.append(
            EventBatch.Entry(
                hash: setting.hash.hash(source: source, id: id),
                start: start,
                idLength: Int32(id.count),
                dataLength: event.data.map { Int32($0.utf8.count) } ?? -1,
                source: batch.sources.place(of: event.source),
                type: type,
                subject: batch.subjects.place(of: event.subject),
                time: time.microseconds,
                isTimed: event.time != nil,
                line: line,
                shares: addShares(event.data, of: Int(type))
            )
        )
    }

    package mutating func addInvalid(line: Int, reason: String) {
        batch.invalid.append(EventBatch.Invalid(line: line, reason: reason))
    }

    /// Notes how far the source is read.
    package mutating func note(line: Int, end: Int) {
        (self.line, self.end) = (line, end)
    }

    /// What the meters of a type find in an event's data.
    private mutating func addShares(_ data: String?, of type: Int) -> Range<Int32> {
        let first = Int32(batch.shares.count)
        if takers[type].isEmpty { return first..<first }
        let root = data.flatMap { text in
            try? JSONDocument(Array(text.utf8), with: reader).root
        }
        for index in takers[type] {
            let reader = setting.meters[index]
            let data = reader.data(root)
            guard reader.takes(data) else { continue }
            let groups = batch.groups.place(of: reader.groupTexts(in: data))
            let value = reader.number(in: data)
            batch.shares.append(
                EventBatch.Share(
                    meter: Int32(index),
                    groups: groups,
                    value: value,
                    reading: value == nil ? reader.reading(data) : .readable
                )
            )
        }
        return first..<Int32(batch.shares.count)
    }

    /// Hands over what was added, and begins anew.
    package mutating func take(isLast: Bool) -> EventBatch {
        var taken = batch
        batch = EventBatch()
        takers.removeAll(keepingCapacity: true)
        taken.meters = setting.meters
        taken.storedAt = setting.storedAt
        (taken.line, taken.end, taken.isLast) = (line, end, isLast)
        return taken
    }
}

/// What is fixed for a whole ingest: the ledger's key, the meters, when it takes place.
package struct IngestSetting: Sendable {
    let hash: IdentityHash
    let meters: [MeterReader]
    package let storedAt: Instant

    package init(_ connection: Connection, storedAt: Instant) throws {
        let key = try connection.first("SELECT hash_key FROM event_state") { $0.blob(0) }
        guard let key, key.count == 16 else {
            throw UnreadableValue(expected: "the key of the events' hashes", found: "none")
        }
        hash = IdentityHash(key: key)
        meters = try MeterRepository(connection).readers()
        self.storedAt = storedAt
    }
}
