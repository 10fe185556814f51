/// A shell script line by line.
struct ScriptText {
    private(set) var lines: [String] = []

    var text: String { lines.joined(separator: "\n") + "\n" }

    mutating func add(_ line: String, indent: Int = 0) {
        lines.append(line.isEmpty ? "" : String(repeating: " ", count: indent * 4) + line)
    }

    /// Adds lines that are written out in full.
    mutating func block(_ text: String) {
        lines += text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
