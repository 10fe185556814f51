internal import DaybookCore
internal import DaybookWire

/// Tells the events of a batch that are new from those whose identity is known.
struct EventJudge {
    let connection: Connection
    let batch: EventBatch
    /// The places of its entries in the order of their hashes.
    let order: [Int32]
    let names: BatchRows

    enum Verdict: UInt8 {
        case new
        /// The same event again.
        case duplicate
        /// The same identity with other content: what is stored stands.
        case conflicting
    }

    /// One verdict for each entry of the batch.
    func verdicts() throws -> [Verdict] {
        var verdicts = [Verdict?](repeating: nil, count: batch.entries.count)
        try judgeKnown(&verdicts)
        judgeRepeated(&verdicts)
        return verdicts.map { $0 ?? .new }
    }

    // MARK: - Against the ledger

    private func judgeKnown(_ verdicts: inout [Verdict?]) throws {
        var candidates: [(place: Int32, event: Int64)] = []
        let hashes = order.map { batch.entries[Int($0)].hash }
        try IdentityRuns(connection).find(hashes) { place, event in
            candidates.append((order[place], event))
        }
        // In the order in which they lie in the file.
        candidates.sort { $0.event < $1.event }
        for (place, event) in candidates where verdicts[Int(place)] == nil {
            verdicts[Int(place)] = try compare(batch.entries[Int(place)], withEvent: event)
        }
    }

    /// Nil where only the hashes are the same.
    private func compare(_ entry: EventBatch.Entry, withEvent event: Int64) throws -> Verdict? {
        let verdict = try connection.first(
            "SELECT source, id, type, subject, time, is_timed, data FROM events WHERE row = ?",
            [.integer(event)]
        ) { row -> Verdict? in
            guard row.integer(0) == names.sources[Int(entry.source)],
                ExactText(row.text(1)) == ExactText(batch.id(entry))
            else { return nil }
            let isTimed = row.integer(5) == 1
            let isSame =
                row.integer(2) == names.types[Int(entry.type)]
                && row.integer(3) == names.subjects[Int(entry.subject)]
                && isTimed == entry.isTimed && (!isTimed || row.integer(4) == entry.time)
                && Self.isSame(row.optionalText(6), batch.data(entry))
            return isSame ? .duplicate : .conflicting
        }
        return verdict ?? nil
    }

    // MARK: - Within the batch

    private func judgeRepeated(_ verdicts: inout [Verdict?]) {
        var start = 0
        while start < order.count {
            let hash = batch.entries[Int(order[start])].hash
            var end = start + 1
            while end < order.count, batch.entries[Int(order[end])].hash == hash {
                end += 1
            }
            if end > start + 1 { judgeGroup(order[start..<end], &verdicts) }
            start = end
        }
    }

    /// Entries with one hash, in the order in which they came.
    private func judgeGroup(_ places: ArraySlice<Int32>, _ verdicts: inout [Verdict?]) {
        var first: [ExactText: Int32] = [:]
        for place in places where verdicts[Int(place)] == nil {
            let entry = batch.entries[Int(place)]
            let identity = ExactText("\(entry.source)/\(batch.id(entry))")
            guard let earlier = first[identity] else {
                first[identity] = place
                continue
            }
            verdicts[Int(place)] = compare(entry, with: batch.entries[Int(earlier)])
        }
    }

    private func compare(
        _ entry: EventBatch.Entry,
        with earlier: EventBatch.Entry,
    ) -> Verdict {
        let isSame =
            entry.type == earlier.type && entry.subject == earlier.subject
            && entry.isTimed == earlier.isTimed && entry.time == earlier.time
            && Self.isSame(batch.data(entry), batch.data(earlier))
        return isSame ? .duplicate : .conflicting
    }

    /// Whether two texts are the same JSON value: blanks, the order of members and the way in
    /// which a number is written say nothing.
    private static func isSame(_ one: String?, _ other: String?) -> Bool {
        guard let one, let other else { return one == nil && other == nil }
        if ExactText(one) == ExactText(other) { return true }
        guard let left = try? JSONDocument(one).root.value,
            let right = try? JSONDocument(other).root.value
        else { return false }
        return JSONWriter.bytes(left, .canonical) == JSONWriter.bytes(right, .canonical)
    }
}

/// The rows of the names of a batch; nil where the ledger does not have the name yet.
struct BatchRows {
    var sources: [Int64?]
    var types: [Int64?]
    var subjects: [Int64?]
}
