/// A text of the project, as it stands and as code alone.
struct SourceFile: Sendable {
    let path: String
    let lines: [String]
    /// The same lines with comments and the insides of strings turned into blanks.
    let code: [String]

    init(path: String, text: String) {
        self.path = path
        let bytes = Array(text.utf8)
        lines = Self.lines(of: bytes)
        var scanner = CodeScanner(bytes)
        code = Self.lines(of: scanner.code())
    }

    var name: String {
        String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
    }
    var isSwift: Bool { path.hasSuffix(".swift") }
    var isTest: Bool { path.hasPrefix("Tests/") }

    /// The folder below `Sources` or `Tests`: the name of the target.
    var target: String {
        let parts = path.split(separator: "/")
        return parts.count > 2 ? String(parts[1]) : ""
    }

    /// A violation for each line of code that a rule objects to.
    func violations(_ rule: String, where breaks: (String) -> Bool) -> [Violation] {
        code.indices.filter { breaks(code[$0]) }
            .map { Violation(path: path, line: $0 + 1, rule: rule) }
    }

    private static func lines(of bytes: [UInt8]) -> [String] {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { String(decoding: $0, as: UTF8.self) }
    }
}

extension String {
    /// How many blanks stand at the start.
    var indent: Int { utf8.prefix { $0 == UInt8(ascii: " ") }.count }

    /// The words: letters, digits and `_`, with the dots between them.
    var words: [Substring] {
        split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
    }

    /// Without the blanks at the start.
    var trimmed: Substring { Substring(utf8.dropFirst(indent)) }

    func contains(text: String) -> Bool {
        let whole = Array(utf8)
        let part = Array(text.utf8)
        guard let first = part.first, whole.count >= part.count else { return false }
        for start in 0...(whole.count - part.count) where whole[start] == first {
            if whole[start..<(start + part.count)].elementsEqual(part) { return true }
        }
        return false
    }
}
