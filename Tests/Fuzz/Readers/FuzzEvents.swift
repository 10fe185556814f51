import DaybookBooks
import DaybookCore
import DaybookWire

/// Any bytes are events or invalid entries, in every form and format, the same ones whatever the
/// size of the pieces, and the rest of them from every place at which reading can go on.
func fuzzEvents(_ bytes: [UInt8]) {
    for dialect in EventDialect.allCases {
        for format in EventFormat.allCases {
            let whole = transcript(bytes, dialect, format, pieceSize: .max)
            let pieces = transcript(bytes, dialect, format, pieceSize: 3)
            requireEqual(pieces.joined(), whole.joined(), "pieces of 3 bytes")
        }
    }
    checkPlaces(bytes)
}

private func transcript(
    _ bytes: [UInt8],
    _ dialect: EventDialect,
    _ format: EventFormat,
    pieceSize: Int,
) -> [String] {
    entries(bytes, dialect, format, pieceSize, .start).map(text)
}

private func checkPlaces(_ bytes: [UInt8]) {
    let whole = entries(bytes, .cloudEvents, .ndjson, .max, .start)
    for (index, entry) in whole.enumerated() where entry.place.isWhole {
        let source = Array(bytes[entry.place.end...])
        // A mark is passed over at the start of a source only.
        if source.starts(with: [0xEF, 0xBB, 0xBF]) { continue }
        let rest = entries(source, .cloudEvents, .ndjson, .max, entry.place)
        require(rest == Array(whole[(index + 1)...]), "reading goes on behind entry \(index)")
    }
}

private func entries(
    _ bytes: [UInt8],
    _ dialect: EventDialect,
    _ format: EventFormat,
    _ pieceSize: Int,
    _ start: EventPlace,
) -> [EventEntry] {
    let source = MemorySource(bytes, pieceSize: pieceSize)
    var reader = EventReader(source, dialect, format, from: start)
    var entries: [EventEntry] = []
    do {
        while let entry = try reader.next() { entries.append(entry) }
    } catch {
        fatalError("no line is too long, and memory does not fail: \(error)")
    }
    return entries
}

private func text(_ entry: EventEntry) -> String {
    switch entry {
    case .invalid(let place, let reason):
        return "\(place) \(reason)\n"
    case .event(let place, let event):
        require(!event.id.isEmpty && !event.source.isEmpty, "an event has an identity")
        require(!event.type.isEmpty && !event.subject.isEmpty, "an event says what and whose it is")
        if let data = event.data {
            require((try? JSONDocument(data)) != nil, "the data of an event is JSON: \(data)")
        }
        let time = event.time?.iso8601 ?? "-"
        return "\(place) \(event.id) \(event.source) \(event.type) \(event.subject) \(time) "
            + "\(event.data ?? "-")\n"
    }
}
