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
    var text = ""
    while let entry = nextEntry(&reader) {
        switch entry {
        case .invalid(let line, let reason):
            text += "\(line) \(reason)\n"
        case .event(let line, let event):
            require(!event.id.isEmpty && !event.source.isEmpty, "an event has an identity")
            let time = event.time?.iso8601 ?? "-"
            text += "\(line) \(event.id) \(event.source) \(event.type) \(event.subject) \(time)"
            text += " \(event.data ?? "-")\n"
        }
    }
    return text
}

private func nextEntry(_ reader: inout CloudEventReader) -> CloudEventReader.Entry? {
    do {
        return try reader.next()
    } catch {
        fatalError("no line is too long, and memory does not fail: \(error)")
    }
}
