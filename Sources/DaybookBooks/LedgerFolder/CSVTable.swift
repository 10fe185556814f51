internal import DaybookCore
internal import DaybookWire

/// A CSV file with a header, read record by record with its columns by name.
struct CSVTable {
    let file: String
    private let columns: [String: Int]
    private var reader: CSVReader

    /// Reads the header, which must have these columns, in any order, and no others.
    init(_ bytes: [UInt8], file: String, columns expected: [String]) throws(RecordFileError) {
        self.file = file
        reader = CSVReader(MemorySource(bytes))
        guard let (line, header) = try Self.next(&reader, file: file) else {
            throw RecordFileError(
                file: file,
                line: nil,
                problem: "expected a header, found an empty file"
            )
        }
        guard Set(header) == Set(expected), header.count == expected.count else {
            throw RecordFileError(
                file: file,
                line: line,
                problem: "expected the columns \(expected.joined(separator: ","))"
                    + ", found \(header.joined(separator: ","))"
            )
        }
        columns = Dictionary(uniqueKeysWithValues: zip(header, header.indices))
    }

    mutating func next() throws(RecordFileError) -> CSVTableRow? {
        guard let (line, fields) = try Self.next(&reader, file: file) else { return nil }
        return CSVTableRow(file: file, line: line, columns: columns, fields: fields)
    }

    private static func next(
        _ reader: inout CSVReader,
        file: String,
    ) throws(RecordFileError) -> (line: Int, fields: [String])? {
        let record: CSVReader.Record?
        do {
            record = try reader.next()
        } catch {
            throw RecordFileError(file: file, line: nil, problem: "\(error)")
        }
        switch record {
        case nil: return nil
        case .fields(let line, let fields): return (line, fields)
        case .failure(let error):
            throw RecordFileError(file: file, line: nil, problem: error.description)
        }
    }
}

/// One record of a CSV file. Reading a field as something that it is not names file and line.
struct CSVTableRow {
    let file: String
    let line: Int
    let columns: [String: Int]
    let fields: [String]

    func text(_ column: String) -> String {
        guard let index = columns[column] else {
            preconditionFailure("\(file) is read without its column \(column)")
        }
        return SheetCell.text(of: fields[index])
    }

    func optionalText(_ column: String) -> String? {
        let text = text(column)
        return text.isEmpty ? nil : text
    }

    /// The field as `parse` reads it; an empty one is read as well.
    func value<Value>(
        _ column: String,
        _ expected: String,
        _ parse: (String) throws -> Value?,
    ) throws(RecordFileError) -> Value {
        let text = text(column)
        var detail = ""
        do {
            if let value = try parse(text) { return value }
        } catch {
            detail = ": \(error)"
        }
        throw RecordFileError(
            file: file,
            line: line,
            problem: "\(column): expected \(expected), found \"\(text)\"\(detail)"
        )
    }

    func date(_ column: String) throws(RecordFileError) -> CivilDate {
        try value(column, "a date") { try CivilDate(iso8601: $0) }
    }

    func amount(_ column: String) throws(RecordFileError) -> PreciseAmount {
        try value(column, "a number") { try PreciseAmount($0) }
    }

    func optional<Value>(
        _ column: String,
        _ read: (String) throws(RecordFileError) -> Value,
    ) throws(RecordFileError) -> Value? {
        text(column).isEmpty ? nil : try read(column)
    }
}
