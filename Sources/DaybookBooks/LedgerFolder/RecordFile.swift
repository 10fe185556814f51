internal import DaybookCore
package import DaybookWire

/// The records of a file, one after the other, in memory that does not grow with their number: a
/// table with a header, or an object a line. A record that cannot be read does not stop those
/// behind it.
package struct RecordFile {
    package let file: String
    private var reader: Reader

    private enum Reader {
        case lines(JSONLinesReader)
        case table(CSVReader, [Column])
    }

    /// Where a column of a table belongs.
    private struct Column {
        let field: FolderField
        /// The member of an object.
        let member: String?
    }

    package enum Form: Sendable {
        case table, lines

        /// By the name of the file.
        package init?(ofFile path: String) {
            switch path.split(separator: ".").last?.lowercased() {
            case "csv"?, "tsv"?: self = .table
            case "jsonl"?, "ndjson"?: self = .lines
            case _: return nil
            }
        }
    }

    /// What the next record turned out to be.
    package enum Entry: Sendable {
        case record(FileRecord)
        case fault(RecordFileError)
    }

    /// Reads the header of a table.
    ///
    /// - Parameter open: the file from its beginning; a table is opened twice where its cells are
    ///   not parted by commas
    package init(
        _ file: String,
        _ form: Form,
        _ fields: [FolderField],
        opening open: () throws -> any ByteSource,
    ) throws {
        self.file = file
        switch form {
        case .lines: reader = .lines(JSONLinesReader(try open()))
        case .table:
            var (table, header) = try Self.header(CSVReader(try open()), file)
            if header.count == 1, let other = Self.separator(of: header[0]) {
                (table, header) = try Self.header(
                    CSVReader(try open(), separator: other),
                    file
                )
            }
            reader = .table(table, try Self.columns(header, fields))
        }
    }

    /// Spreadsheets of countries with a decimal comma write semicolons.
    private static func separator(of header: String) -> UInt8? {
        [UInt8(ascii: ";"), UInt8(ascii: "\t")].first { header.utf8.contains($0) }
    }

    private static func header(
        _ table: CSVReader,
        _ file: String,
    ) throws -> (CSVReader, [String]) {
        var table = table
        switch try table.next() {
        case nil: throw ColumnFault.empty
        case .fields(_, let header)?: return (table, header)
        case .failure(let error)?:
            throw RecordFileError(file: file, line: error.line, problem: error.problem)
        }
    }

    private static func columns(
        _ header: [String],
        _ fields: [FolderField],
    ) throws(ColumnFault) -> [Column] {
        var columns: [Column] = []
        var seen: Set<String> = []
        for name in header {
            guard seen.insert(name).inserted else { throw .repeated(name) }
            guard let column = column(name, fields) else {
                throw .unknown(name, known: fields.flatMap(\.columns))
            }
            columns.append(column)
        }
        let missing = fields.filter { field in
            field.isRequired && !columns.contains { $0.field == field }
        }
        if !missing.isEmpty { throw .missing(missing.map(\.name), found: header) }
        return columns
    }

    private static func column(_ name: String, _ fields: [FolderField]) -> Column? {
        for field in fields {
            if field.name == name { return Column(field: field, member: nil) }
            guard case .object(let members) = field.form else { continue }
            for member in members where "\(field.name).\(member)" == name {
                return Column(field: field, member: member)
            }
        }
        return nil
    }

    // MARK: - Records

    /// The next record, or nil at the end.
    package mutating func next() throws -> Entry? {
        switch reader {
        case .lines(var lines):
            let entry = try next(&lines)
            reader = .lines(lines)
            return entry
        case .table(var table, let columns):
            let entry = try next(&table, columns)
            reader = .table(table, columns)
            return entry
        }
    }

    private func next(_ lines: inout JSONLinesReader) throws -> Entry? {
        switch try lines.next() {
        case nil: return nil
        case .failure(let number, let error)?:
            return fault(number, "\(error) (byte \(error.offset + 1) of the line)")
        case .value(let number)?:
            let node = lines.document().root
            guard node.kind == .object else {
                return fault(number, "\(node.mismatch("an object"))")
            }
            return .record(FileRecord(file: file, line: number, node: node, isOfTable: false))
        }
    }

    private func next(_ table: inout CSVReader, _ columns: [Column]) throws -> Entry? {
        switch try table.next() {
        case nil: return nil
        case .failure(let error)?:
            return fault(error.line, "field \(error.field): \(error.problem)")
        case .fields(let line, let cells)?:
            do throws(CellFault) {
                let bytes = try Self.json(cells, columns)
                guard let document = try? JSONDocument(bytes) else {
                    return fault(line, "cannot be read as a record")
                }
                return .record(
                    FileRecord(file: file, line: line, node: document.root, isOfTable: true)
                )
            } catch {
                return fault(line, "\(error.column): \(error.problem)")
            }
        }
    }

    private func fault(_ line: Int, _ problem: String) -> Entry {
        .fault(RecordFileError(file: file, line: line, problem: problem))
    }

    // MARK: - From cells to JSON

    private struct CellFault: Error {
        let column: String
        let problem: String
    }

    /// An empty cell says nothing.
    private static func json(
        _ cells: [String],
        _ columns: [Column],
    ) throws(CellFault) -> [UInt8] {
        var members: [(name: String, value: [UInt8])] = []
        var objects: [(name: String, members: [JSONValue.Member])] = []
        for (cell, column) in zip(cells.map(SheetCell.text), columns) where !cell.isEmpty {
            guard let member = column.member else {
                members.append((column.field.name, try value(cell, column.field)))
                continue
            }
            let value = JSONValue.Member(member, memberValue(cell, member))
            if let place = objects.firstIndex(where: { $0.name == column.field.name }) {
                objects[place].members.append(value)
            } else {
                objects.append((column.field.name, [value]))
            }
        }
        for object in objects {
            members.append((object.name, JSONWriter.bytes(.object(object.members))))
        }
        var bytes: [UInt8] = [UInt8(ascii: "{")]
        for (index, member) in members.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += JSONWriter.bytes(.string(member.name))
            bytes.append(UInt8(ascii: ":"))
            bytes += member.value
        }
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    private static func memberValue(_ cell: String, _ member: String) -> JSONValue {
        member == "lines" ? .array(texts(cell)) : .string(cell)
    }

    private static func value(
        _ cell: String,
        _ field: FolderField,
    ) throws(CellFault) -> [UInt8] {
        switch field.form {
        case .text: return JSONWriter.bytes(.string(cell))
        case .texts: return JSONWriter.bytes(.array(texts(cell)))
        case .flag:
            switch cell.lowercased() {
            case "true", "yes", "1": return Array("true".utf8)
            case "false", "no", "0": return Array("false".utf8)
            case _:
                throw CellFault(
                    column: field.name,
                    problem: "expected yes or no, found \(JSONText.quoted(cell))"
                )
            }
        case .json, .object:
            do throws(JSONSyntaxError) {
                _ = try JSONDocument(cell)
                return Array(cell.utf8)
            } catch {
                throw CellFault(
                    column: field.name,
                    problem: "expected JSON: \(error) (byte \(error.offset + 1) of the cell)"
                )
            }
        }
    }

    private static func texts(_ cell: String) -> [JSONValue] {
        let parts = cell.split { $0 == ";" || $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        return parts.map { part in
            let start = part.drop { $0 == " " }
            return .string(String(start))
        }
        .filter { $0 != .string("") }
    }
}
