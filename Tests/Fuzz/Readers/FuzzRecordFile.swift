internal import DaybookBooks
internal import DaybookWire

/// Files of records, whatever they hold: a table or lines, each record is an object, and a record
/// of texts that a folder is written with reads back equal.
func fuzzRecordFile(_ bytes: [UInt8]) {
    for kind in FolderKind.allCases {
        for form in [RecordFile.Form.table, .lines] {
            for record in records(bytes, form, kind) {
                require(record.node.kind == .object, "a record is an object")
                requireRoundTrip(record, kind)
            }
        }
    }
}

private func records(
    _ bytes: [UInt8],
    _ form: RecordFile.Form,
    _ kind: FolderKind,
) -> [FileRecord] {
    guard
        var file = try? RecordFile("fuzz", form, kind.fields, opening: { MemorySource(bytes) })
    else { return [] }
    var records: [FileRecord] = []
    while let entry = try? file.next() {
        if case .record(let record) = entry { records.append(record) }
    }
    return records
}

/// What is kept of a record, as a folder has it.
private func requireRoundTrip(_ record: FileRecord, _ kind: FolderKind) {
    let kept = kind.fields.filter { $0.isKept && $0.form == .text }
    var row: [JSONValue.Member] = []
    for field in kept {
        guard let text = try? record.node[field.name]?.string(), !text.isEmpty else { return }
        row.append(.init(field.name, .string(text)))
    }
    guard kept.allSatisfy({ field in row.contains { $0.key == field.name } }) else { return }
    var writer = FolderWriter(kind)
    writer.add(row)
    let form = kind.isTable ? RecordFile.Form.table : .lines
    let again = records(writer.take(), form, kind)
    require(again.count == 1, "one record is written and read")
    for member in row {
        guard case .string(let text) = member.value,
            let found = try? again.first?.node[member.key]?.string()
        else { fatalError("what was written is read") }
        requireEqual(found, text, "a text reads back equal")
    }
}
