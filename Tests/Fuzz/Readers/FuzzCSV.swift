import DaybookWire

/// Records do not depend on the size of the pieces, and what the writer wrote reads back.
func fuzzCSV(_ bytes: [UInt8]) {
    for separator in [UInt8(ascii: ","), UInt8(ascii: ";")] {
        let whole = records(bytes, separator: separator, pieceSize: bytes.count + 1)
        for pieceSize in [1, 7, 61] {
            let found = records(bytes, separator: separator, pieceSize: pieceSize)
            require(found.text == whole.text, "pieces of \(pieceSize) bytes: other records")
        }
        requireRoundTrip(whole.rows)
    }
}

private func requireRoundTrip(_ rows: [[String]]) {
    let written = rows.map(CSVWriter.record).joined()
    let again = records(Array(written.utf8), separator: UInt8(ascii: ","), pieceSize: 1 << 16)
    let areEqual = again.rows.elementsEqual(rows) { one, other in
        one.elementsEqual(other) { $0.utf8.elementsEqual($1.utf8) }
    }
    require(areEqual, "what was written reads back equal\n  \(again.rows)\n  \(rows)")
}

private func records(
    _ bytes: [UInt8],
    separator: UInt8,
    pieceSize: Int,
) -> (text: [String], rows: [[String]]) {
    var reader = CSVReader(MemorySource(bytes), separator: separator, pieceSize: pieceSize)
    var text: [String] = []
    var rows: [[String]] = []
    while let record = nextRecord(&reader) {
        switch record {
        case .fields(let line, let fields):
            text.append("\(line) \(fields.joined(separator: "\u{1f}"))")
            rows.append(fields)
        case .failure(let error):
            text.append(error.description)
        }
    }
    return (text, rows)
}

private func nextRecord(_ reader: inout CSVReader) -> CSVReader.Record? {
    do {
        return try reader.next()
    } catch {
        fatalError("no record is too long, and memory does not fail: \(error)")
    }
}
