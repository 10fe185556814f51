import Testing

private let longestLine = 100
private let longestFunction = 69
private let longestFile = 599

/// Tables that a script writes: nobody reads them from top to bottom.
private let generated: Set<String> = [
    "Sources/DaybookCore/Search/FoldingTable.swift",
    "Sources/TerminalKit/Text/UnicodeWidthTables.swift",
]

/// Functions that are a table in the form of a function, by path and first line.
private let longTables: [String: String] = [
    "Sources/daybook/CommandLine/Completion/BashCompletion.swift": "private var walk: String {"
]

extension Tidy {
    @Test func linesFunctionsAndFilesAreShort() {
        let files = Project.current.sources
        expectNone(files.flatMap(wideLines))
        expectNone(files.flatMap(longFunctions))
        expectNone(files.filter { !generated.contains($0.path) }.flatMap(longFile))
        #expect(generated.isSubset(of: files.map(\.path)), "an exempted file is gone")
        let wide = String(repeating: "é", count: longestLine)
        expectRule(wideLines, finds: wide + "é", butNot: wide)
        let body = String(repeating: "    call()\n", count: 68)
        expectRule(
            longFunctions,
            finds: "func f(\n    _ a: Int,\n) {\n\(body)}\n",
            butNot: "protocol P {\n    func f()\n}\nfunc g() {\n\(body.dropFirst(11))}\n",
        )
        let text = String(repeating: "call()\n", count: 600)
        expectRule(longFile, finds: text, butNot: String(text.dropLast(7)))
    }
}

private func wideLines(in file: SourceFile) -> [Violation] {
    file.lines.enumerated().compactMap { index, line in
        guard line.utf8.count > longestLine, line.count > longestLine else { return nil }
        return Violation(path: file.path, line: index + 1, rule: "\(line.count) columns")
    }
}

private func longFile(_ file: SourceFile) -> [Violation] {
    guard file.lines.count > longestFile else { return [] }
    return [Violation(path: file.path, line: 0, rule: "\(file.lines.count) lines")]
}

private func longFunctions(in file: SourceFile) -> [Violation] {
    file.code.indices.compactMap { start in
        let line = file.code[start]
        guard file.isSwift ? beginsSwiftFunction(line) : beginsCFunction(line),
            longTables[file.path].map({ line.trimmed != $0 }) ?? true,
            let end = endOfDeclaration(at: start, in: file.code),
            end - start + 1 > longestFunction
        else { return nil }
        let rule = "a function of \(end - start + 1) lines"
        return Violation(path: file.path, line: start + 1, rule: rule)
    }
}

private func beginsSwiftFunction(_ line: String) -> Bool {
    for word in line.words.prefix(6) {
        switch word {
        case "func", "init", "deinit", "subscript", "var": return true
        case "if", "guard", "for", "while", "return", "let", "case", "switch", "self": return false
        case _: continue
        }
    }
    return false
}

private func beginsCFunction(_ line: String) -> Bool {
    guard line.hasSuffix(") {") || line.hasSuffix(") const {") else { return false }
    let first = line.words.first ?? ""
    return !["if", "for", "while", "switch", "else", "catch"].contains(first)
}

/// The formatter closes what a line opens with a bracket of the same indent; where something else
/// follows first, the declaration has no body or ends on its own line.
private func endOfDeclaration(at start: Int, in code: [String]) -> Int? {
    let indent = code[start].indent
    for index in code.indices.dropFirst(start + 1) {
        let text = code[index].trimmed
        if text.isEmpty || code[index].indent > indent { continue }
        if code[index].indent < indent { return nil }
        if text.hasPrefix("}") { return index }
        let goesOn = [")", "{", "->", "where"].contains { text.hasPrefix($0) }
        if !goesOn { return nil }
    }
    return nil
}
