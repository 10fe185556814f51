package import DaybookWire

/// Writes the records of one kind as a file of a folder: bytes to be taken piece by piece.
package struct FolderWriter {
    private let kind: FolderKind
    private let columns: [String]
    /// What was written and not taken yet.
    package private(set) var bytes: [UInt8] = []
    package private(set) var count = 0

    package init(_ kind: FolderKind) {
        self.kind = kind
        columns = kind.isTable ? kind.fields.filter { $0.isKept }.flatMap(\.columns) : []
        if kind.isTable { bytes += CSVWriter.record(columns).utf8 }
    }

    /// Writes one record, with its members in the order that they have.
    package mutating func add(_ members: [JSONValue.Member]) {
        count += 1
        guard kind.isTable else {
            bytes += JSONWriter.bytes(.object(members))
            bytes.append(UInt8(ascii: "\n"))
            return
        }
        let cells = columns.map { column in
            members.first { $0.key == column }.map { Self.cell($0.value) } ?? ""
        }
        bytes += CSVWriter.record(cells).utf8
    }

    private static func cell(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): SheetCell.cell(of: text)
        case .number(let text): text
        case .bool(let isTrue): isTrue ? "true" : "false"
        case .null: ""
        case .object, .array: JSONWriter.text(value)
        }
    }

    package mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }
}
