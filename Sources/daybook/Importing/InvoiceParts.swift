import DaybookBooks
import DaybookLive
import DaybookWire

/// The lines of invoices, from a file beside that of the invoices: read along with it.
///
/// The files of a folder have lines in the order of their invoices, so that few are in memory at a
/// time. Where they are not, all of them are read once.
final class InvoiceParts {
    private var files: [FolderKind: PartFile] = [:]
    /// Whether each invoice's came where they were looked for.
    private var isInOrder = true

    /// A file that is read ahead by one record.
    private struct PartFile {
        var reader: RecordFile
        var next: FileRecord?
        /// What was passed on the way to something else, by the invoice that it names.
        var passed: [String: [FileRecord]] = [:]
        var faults: [RecordFileError] = []
    }

    func add(_ kind: FolderKind, _ reader: RecordFile) throws {
        var file = PartFile(reader: reader)
        try Self.advance(&file)
        files[kind] = file
    }

    func has(_ kind: FolderKind) -> Bool { files[kind] != nil }

    private static func advance(_ file: inout PartFile) throws {
        file.next = nil
        while let entry = try file.reader.next() {
            switch entry {
            case .fault(let fault): file.faults.append(fault)
            case .record(let record):
                file.next = record
                return
            }
        }
    }

    private static func invoice(_ record: FileRecord) -> String {
        guard let node = record.node["invoice"] else { return "" }
        return (try? node.string()) ?? ""
    }

    /// What belongs to an invoice: taken before anything else is looked at, so that what follows
    /// finds its own also where this one is refused.
    func take(of record: FileRecord) throws -> (lines: [FileRecord], details: [FileRecord]) {
        let names = ["id", "number"].compactMap { member in
            record.node[member].flatMap { try? $0.string() }
        }
        let hasOwn = record.node["lines"] != nil
        let lines = try take(.invoiceLines, of: names, readingOn: !hasOwn)
        return (lines, try take(.invoiceDetails, of: names, readingOn: !isInOrder))
    }

    /// - Parameter isReadingOn: whether the rest of the file is read where nothing is found
    private func take(
        _ kind: FolderKind,
        of names: [String],
        readingOn isReadingOn: Bool,
    ) throws -> [FileRecord] {
        guard var file = files[kind] else { return [] }
        defer { files[kind] = file }
        var found = names.flatMap { file.passed.removeValue(forKey: $0) ?? [] }
        while let next = file.next, names.contains(Self.invoice(next)) {
            found.append(next)
            try Self.advance(&file)
        }
        guard found.isEmpty, isReadingOn, file.next != nil else { return found }
        isInOrder = false
        while let next = file.next {
            file.passed[Self.invoice(next), default: []].append(next)
            try Self.advance(&file)
        }
        return names.flatMap { file.passed.removeValue(forKey: $0) ?? [] }
    }

    /// What no invoice has asked for, and what could not be read.
    func rest() throws -> [(kind: FolderKind, problem: RecordFileError)] {
        var problems: [(FolderKind, RecordFileError)] = []
        for (kind, var file) in files.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            while let next = file.next {
                file.passed[Self.invoice(next), default: []].append(next)
                try Self.advance(&file)
            }
            let left = file.passed.values.joined().map { record in
                RecordFileError(
                    file: record.file,
                    line: record.line,
                    problem: "$.invoice: expected an invoice of the file beside it, found "
                        + "\(Words.quoted(Self.invoice(record)))"
                )
            }
            problems += (file.faults + left).sorted { ($0.line ?? 0) < ($1.line ?? 0) }
                .map { (kind, $0) }
        }
        return problems
    }
}
