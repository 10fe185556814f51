internal import DaybookCore
package import DaybookWire

/// Usage events from bytes: typed events out, or why there is none, entry by entry, in memory that
/// does not grow with their number.
package struct EventReader {
    var lines: JSONLinesReader
    var shape: JSONShape
    private let dialect: EventDialect
    /// Where the lines come from if they were made from another notation.
    private let origin: (any NumberedLines)?
    private let start: EventPlace
    /// The rest of a batch that stands on one line.
    private var batch: [EventEntry] = []
    /// Where among the keys `events` and `event` stand.
    private let envelopeKey: Int
    /// What the origin said of the line at hand.
    private var problem: String?

    /// - Parameters:
    ///   - columns: the members of the form, by the names that a file's header gives them.
    ///   - start: where the source begins: lines are counted from there. Only lines of JSON can
    ///     be read from a place in their middle.
    package init(
        _ source: any ByteSource,
        _ dialect: EventDialect,
        _ format: EventFormat,
        columns: [String: String] = [:],
        from start: EventPlace = .start,
    ) {
        self.dialect = dialect
        self.start = start
        shape = JSONShape(dialect.keys + ["events", "event"])
        envelopeKey = dialect.keys.count
        switch format {
        case .ndjson:
            origin = nil
            lines = JSONLinesReader(source)
        case .json:
            let elements = JSONElementLines(source)
            origin = elements
            lines = JSONLinesReader(elements)
        case .csv:
            let records = CSVEventLines(source, dialect, columns: columns)
            origin = records
            lines = JSONLinesReader(records)
        }
    }

    /// The next entry, or nil at the end.
    package mutating func next() throws -> EventEntry? {
        while true {
            if let entry = batch.popLast() { return entry }
            guard let line = try lines.next() else { return nil }
            let place: EventPlace
            switch line {
            case .value(let number):
                place = takePlace(number)
            case .failure(let number, let error):
                place = takePlace(number)
                let whole = origin == nil ? "line" : "event"
                let detail = "\(error) (byte \(error.offset + 1) of the \(whole))"
                return .invalid(place, reason: problem ?? detail)
            }
            if let problem { return .invalid(place, reason: problem) }
            guard let entry = try entry(at: place) else { continue }
            return entry
        }
    }

    private mutating func takePlace(_ number: Int) -> EventPlace {
        guard let origin else {
            return EventPlace(line: start.line + number, end: start.end + lines.endOffset)
        }
        let place = origin.takePlace()
        problem = place.problem
        return EventPlace(line: place.line, end: place.end)
    }

    /// What stands on the line at hand; nil where it was a batch: its entries wait.
    private mutating func entry(at place: EventPlace) throws -> EventEntry? {
        if lines.kind == .object {
            lines.find(&shape)
            if !isEnvelope { return entry(place) }
        } else if lines.kind != .array {
            return .invalid(place, reason: "expected an object, found \(lines.kind.words)")
        }
        try open(lines.document().root, at: place)
        return batch.isEmpty ? .invalid(place, reason: "a batch without events") : nil
    }

    private func entry(_ place: EventPlace) -> EventEntry {
        do throws(EventProblem) {
            return .event(place, try event())
        } catch {
            return .invalid(place, reason: error.description)
        }
    }

    private func event() throws(EventProblem) -> UsageEvent {
        switch dialect {
        case .cloudEvents: try cloudEvent()
        case .enso: try ensoEvent()
        case .togai: try togaiEvent()
        case .openMeter: try openMeterEvent()
        case .vayu: try vayuEvent()
        }
    }

    // MARK: - Batches

    /// Whether the object is no event but holds one or many, as bodies of requests do.
    private var isEnvelope: Bool {
        if shape[0].isPresent { return false }
        return shape[envelopeKey].isPresent || shape[envelopeKey + 1].isPresent
    }

    /// Reads the events of a batch; they wait in reverse order.
    private mutating func open(_ root: JSONNode, at place: EventPlace) throws {
        let list = root.kind == .array ? root : root["events"] ?? root["event"]
        guard let list, list.kind == .array || list.kind == .object else {
            batch = [.invalid(place, reason: "events: expected an array of events")]
            return
        }
        let inner = JSONElementLines(MemorySource(Array(list.source.utf8)))
        let outer = lines
        defer { lines = outer }
        lines = JSONLinesReader(inner)
        var entries: [EventEntry] = []
        let inside = EventPlace(line: place.line, end: place.end, isWhole: false)
        while let line = try lines.next() {
            _ = inner.takePlace()
            entries.append(batchEntry(line, inside))
        }
        if let last = entries.popLast() { entries.append(last.moved(to: place)) }
        batch = entries.reversed()
    }

    private mutating func batchEntry(_ line: JSONLinesReader.Line, _ place: EventPlace)
        -> EventEntry
    {
        if case .failure(_, let error) = line { return .invalid(place, reason: "\(error)") }
        guard lines.kind == .object else {
            return .invalid(place, reason: "expected an object, found \(lines.kind.words)")
        }
        lines.find(&shape)
        return isEnvelope ? .invalid(place, reason: "a batch inside a batch") : entry(place)
    }
}
