import Glibc

/// The `Data` folder beside a test file: tables, golden texts and wire files live there.
package struct TestFolder: Sendable {
    package let path: String

    /// The `Data` folder of the test target that `file` belongs to.
    package init(of file: String = #filePath) {
        var parts = file.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let tests = parts.lastIndex(of: "Tests"), tests + 1 < parts.count else {
            preconditionFailure("a test file lives below Tests/<target>/, not at \(file)")
        }
        parts.removeSubrange((tests + 2)...)
        path = parts.joined(separator: "/") + "/Data"
    }

    /// The project's top folder.
    package static func projectRoot(_ file: String = #filePath) -> String {
        let parts = file.split(separator: "/", omittingEmptySubsequences: false)
        guard let tests = parts.lastIndex(of: "Tests") else {
            preconditionFailure("a test file lives below Tests/, not at \(file)")
        }
        return parts[..<tests].joined(separator: "/")
    }

    package func text(_ name: String) throws -> String {
        try readText(at: "\(path)/\(name)")
    }

    /// The rows of a tab-separated table; lines that are empty or begin with `#` are skipped.
    package func rows(_ name: String) throws -> [TableRow] {
        var rows: [TableRow] = []
        for (index, line) in try text(name).split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated() where !line.isEmpty && !line.hasPrefix("#")
        {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            rows.append(TableRow(file: name, line: index + 1, cells: cells.map(String.init)))
        }
        precondition(!rows.isEmpty, "the table \(name) has no rows: the test would check nothing")
        return rows
    }
}

/// One row of a table, which says where it stands when a test fails.
package struct TableRow: Sendable, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let cells: [String]

    package subscript(_ column: Int) -> String {
        precondition(column < cells.count, "\(self): there is no column \(column)")
        return cells[column]
    }

    package var description: String { "\(file):\(line): \(cells.joined(separator: " | "))" }
}

/// What a file operation of a test met.
package struct TestFileError: Error, CustomStringConvertible {
    package let path: String
    package let code: Int32

    package var description: String { "\(path): \(unsafe String(cString: strerror(code)))" }
}

/// The whole text of a file.
package func readText(at path: String) throws -> String {
    String(decoding: try readBytes(at: path), as: UTF8.self)
}

/// The whole content of a file.
package func readBytes(at path: String) throws -> [UInt8] {
    guard let file = unsafe fopen(path, "rb") else {
        throw TestFileError(path: path, code: errno)
    }
    defer { unsafe _ = fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = unsafe fread(&chunk, 1, chunk.count, file)
        if count == 0 { return bytes }
        bytes.append(contentsOf: chunk[..<count])
    }
}

/// Writes a file whole, making its folder where needed.
package func writeBytes(_ bytes: [UInt8], to path: String) throws {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    for end in parts.indices.dropFirst(2) {
        unsafe mkdir(parts[..<end].joined(separator: "/"), 0o755)
    }
    guard let file = unsafe fopen(path, "wb") else {
        throw TestFileError(path: path, code: errno)
    }
    defer { unsafe _ = fclose(file) }
    guard unsafe fwrite(bytes, 1, bytes.count, file) == bytes.count else {
        throw TestFileError(path: path, code: errno)
    }
}
