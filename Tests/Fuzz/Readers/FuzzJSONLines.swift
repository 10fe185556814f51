import DaybookWire

/// A stream of lines says the same whatever the size of the pieces that it comes in.
func fuzzJSONLines(_ bytes: [UInt8]) {
    let whole = transcript(bytes, pieceSize: bytes.count + 1)
    for pieceSize in [1, 7, 61] {
        requireEqual(transcript(bytes, pieceSize: pieceSize), whole, "pieces of \(pieceSize) bytes")
    }
}

/// What the reader says of every line, by its fields and as a document.
private func transcript(_ bytes: [UInt8], pieceSize: Int) -> String {
    var reader = JSONLinesReader(MemorySource(bytes), pieceSize: pieceSize)
    var shape = JSONShape(["id", "n", "", "data"])
    var text = ""
    while let line = nextLine(&reader) {
        switch line {
        case .failure(let number, let error):
            text += "\(number) \(error.reason) \(error.offset)\n"
        case .value(let number):
            reader.find(&shape)
            text += "\(number)"
            for key in 0..<4 { text += " \(describe(shape[key], in: reader))" }
            let root = reader.document().root
            text += " \(JSONWriter.text(root.value)) \(root.source)\n"
            requireSameFields(reader, shape, root)
        }
    }
    return text
}

private func nextLine(_ reader: inout JSONLinesReader) -> JSONLinesReader.Line? {
    do {
        return try reader.next()
    } catch {
        fatalError("no line is too long, and memory does not fail: \(error)")
    }
}

private func describe(_ field: JSONShape.Field, in reader: JSONLinesReader) -> String {
    guard field.isPresent else { return "-" }
    let size = reader.withBytes(of: field) { $0.count } ?? -1
    let kind = reader.kind(field).map { "\($0)" } ?? "?"
    return "\(kind) \(size) \(reader.source(field) ?? "-") \(reader.string(field) ?? "-")"
}

/// The two ways of looking at a line see the same members.
private func requireSameFields(_ reader: JSONLinesReader, _ shape: JSONShape, _ root: JSONNode) {
    guard let members = try? root.members() else { return }
    for (key, name) in ["id", "n", "", "data"].enumerated() {
        let member = members.first { $0.key.utf8.elementsEqual(name.utf8) }
        require(
            reader.kind(shape[key]) == member?.value.kind,
            "the field and the member \(name.debugDescription) are of one kind",
        )
        requireEqual(
            reader.string(shape[key]) ?? "-",
            (try? member?.value.string()) ?? "-",
            "the field and the member \(name.debugDescription) are one text",
        )
    }
}
