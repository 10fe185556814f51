import Testing

extension Tidy {
    @Test func trapsNameTheirRule() {
        expectNone(Project.current.swiftFiles.flatMap(silentTraps))
        expectRule(
            silentTraps,
            finds: "precondition(count(1, 2) > 0)",
            butNot: "precondition(\n    count > 0,\n    \"a list has elements\"\n)",
        )
        expectRule(silentTraps, finds: "fatalError()", butNot: "fatalError(\"why\")")
    }

    @Test func nothingIsUnwrappedOrTriedByForce() {
        let files = Project.current.swiftFiles.filter { !$0.isTest }
        expectNone(files.flatMap(force))
        expectRule(force, finds: "let x = list.first!", butNot: "if x != y, !z { print(\"a!\") }")
        expectRule(force, finds: "let \\(text(try! f()))", butNot: "let x = try f() // try!")
        expectRule(force, finds: "print(\"a \\(list[0]!) b\")", butNot: "print(#\"\\(list[0]!)\"#)")
    }

    @Test func unsafePromisesSayWhyTheyHold() {
        expectNone(Project.current.swiftFiles.flatMap(barePromises))
        expectRule(
            barePromises,
            finds: "// Why.\nlet a = 1\nnonisolated(unsafe) var b = 2",
            butNot: "// Guarded by its lock.\n@safe\nfinal class B: @unchecked Sendable {}",
        )
    }
}

/// A trap whose message is missing; one with a condition has the message behind a comma.
private func silentTraps(in file: SourceFile) -> [Violation] {
    let traps = [("fatalError", 0), ("preconditionFailure", 0), ("precondition", 1), ("assert", 1)]
    return file.code.indices.flatMap { index in
        traps.compactMap { name, fewest in
            guard file.code[index].contains(text: name + "("),
                let start = file.code[index].words.firstIndex(where: { $0 == name }),
                start >= 0,
                isSilent(name, fewest, at: index, in: file.code)
            else { return nil }
            return Violation(path: file.path, line: index + 1, rule: "\(name) without a message")
        }
    }
}

/// Whether a call has no more than `fewest` arguments.
private func isSilent(_ name: String, _ fewest: Int, at index: Int, in code: [String]) -> Bool {
    let text = Array(code[index...].prefix(40).joined(separator: "\n").utf8)
    let call = Array("\(name)(".utf8)
    guard let start = text.indices.first(where: { text[$0...].starts(with: call) }) else {
        return false
    }
    var depth = 0
    var arguments = 0
    var isInArgument = false
    for byte in text[(start + call.count - 1)...] {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
        case UInt8(ascii: ",") where depth == 1: isInArgument = false
        case UInt8(ascii: " "), UInt8(ascii: "\n"): break
        case _ where !isInArgument:
            arguments += 1
            isInArgument = true
        case _: break
        }
        if depth == 0 { return arguments <= fewest }
    }
    return false
}

/// A `!` right behind a value, or behind `try` and `as`.
private func force(in file: SourceFile) -> [Violation] {
    file.violations("nothing is forced: say what happens otherwise") { line in
        let bytes = Array(line.utf8)
        return bytes.indices.dropFirst().contains { index in
            bytes[index] == UInt8(ascii: "!") && isEndOfValue(bytes[index - 1])
                && (index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "="))
        }
    }
}

private func isEndOfValue(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "\""): true
    case _: false
    }
}

/// A promise to the compiler without a comment right above it or above its attributes.
private func barePromises(in file: SourceFile) -> [Violation] {
    file.code.indices.compactMap { index in
        let line = file.code[index]
        guard line.contains(text: "@unchecked Sendable") || line.contains(text: "(unsafe) ")
        else { return nil }
        var above = index - 1
        while above >= 0, file.lines[above].trimmed.hasPrefix("@") { above -= 1 }
        if above >= 0, file.lines[above].trimmed.hasPrefix("//") { return nil }
        return Violation(path: file.path, line: index + 1, rule: "an unsafe promise without a why")
    }
}
