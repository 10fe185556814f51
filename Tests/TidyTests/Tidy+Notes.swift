import Testing

/// Notes to oneself. In halves, so that this file holds none.
private let markers = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]
private let phrase = "not " + "implemented"

/// Words that look like a note and are none.
private let exempted = ["daybook-XXXXXX", "daybook-test-XXXXXX"]

/// Lists of ISO 4217, in which three X are the code for "no currency".
private let currencyLists: Set<String> = [
    "Sources/DaybookCore/Numbers/ISOCurrencies.swift",
    "Tests/DaybookCoreTests/Numbers/MoneyTests.swift",
]

extension Tidy {
    @Test func noNotesAreLeftBehind() {
        expectNone(Project.current.sources.flatMap(notes))
        expectRule(
            notes,
            finds: "// \(markers[0]): later",
            butNot: "let path = \"daybook-XXXXXX\" // to do",
        )
        expectRule(notes, finds: "fatalError(\"\(phrase)\")", butNot: "// a \(markers[0])dler")
    }
}

private func notes(in file: SourceFile) -> [Violation] {
    file.lines.enumerated().compactMap { index, line in
        guard isNote(line, in: file) else { return nil }
        return Violation(path: file.path, line: index + 1, rule: "a note is left behind")
    }
}

private func isNote(_ line: String, in file: SourceFile) -> Bool {
    if line.contains(text: phrase) { return true }
    let suspects = markers.filter { line.contains(text: $0) }
    if suspects.isEmpty || exempted.contains(where: { line.contains(text: $0) }) { return false }
    if suspects == [markers[2]] && currencyLists.contains(file.path) { return false }
    return line.words.contains { word in suspects.contains { $0 == word } }
}
