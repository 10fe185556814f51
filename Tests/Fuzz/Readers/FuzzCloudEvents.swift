import DaybookBooks
import DaybookCore
import DaybookWire

/// Any bytes are events or invalid lines, the same ones whatever the size of the pieces.
func fuzzCloudEvents(_ bytes: [UInt8]) {
    let whole = transcript(bytes, pieceSize: .max)
    for pieceSize in [1, 61] {
        requireEqual(transcript(bytes, pieceSize: pieceSize), whole, "pieces of \(pieceSize) bytes")
    }
}

private func transcript(_ bytes: [UInt8], pieceSize: Int) -> String {
    var reader = CloudEventReader(MemorySource(bytes, pieceSize: pieceSize))
    let timed = linesWithTime(bytes)
    var text = ""
    while let entry = nextEntry(&reader) {
        switch entry {
        case .invalid(let line, let reason):
            text += "\(line) \(reason)\n"
        case .event(let line, let event):
            require(!event.id.isEmpty && !event.source.isEmpty, "an event has an identity")
            require(event.time != nil || !timed.contains(line), "a time that is given is kept")
            let time = event.time?.iso8601 ?? "-"
            text += "\(line) \(event.id) \(event.source) \(event.type) \(event.subject) \(time)"
            text += " \(event.data ?? "-")\n"
        }
    }
    return text
}

/// The lines whose object has a text as its time, by the other way of looking at them.
private func linesWithTime(_ bytes: [UInt8]) -> Set<Int> {
    var reader = JSONLinesReader(MemorySource(bytes), pieceSize: bytes.count + 1)
    var lines: Set<Int> = []
    while let line = try? reader.next() {
        guard case .value(let number) = line else { continue }
        if reader.document().root["time"]?.kind == .string { lines.insert(number) }
    }
    return lines
}

private func nextEntry(_ reader: inout CloudEventReader) -> CloudEventReader.Entry? {
    do {
        return try reader.next()
    } catch {
        fatalError("no line is too long, and memory does not fail: \(error)")
    }
}
