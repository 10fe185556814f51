internal import DaybookWire

/// The objects of a JSON Lines file, one after the other.
struct JSONRecordReader {
    private let file: String
    private var lines: JSONLinesReader

    init(_ bytes: [UInt8], file: String) {
        self.file = file
        lines = JSONLinesReader(MemorySource(bytes))
    }

    /// The next one, or nil at the end.
    mutating func next() throws(RecordFileError) -> JSONRecord? {
        let line: JSONLinesReader.Line?
        do {
            line = try lines.next()
        } catch {
            throw RecordFileError(file: file, line: nil, problem: "\(error)")
        }
        switch line {
        case nil: return nil
        case .value(let number):
            return JSONRecord(file: file, line: number, node: lines.document().root)
        case .failure(let number, let error):
            throw RecordFileError(
                file: file,
                line: number,
                problem: "\(error) (byte \(error.offset + 1) of the line)"
            )
        }
    }
}
