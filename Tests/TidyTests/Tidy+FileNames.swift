import Testing

/// Folders whose files are named after a value of a type that they extend.
private let valuesOf: [String: Set<String>] = [
    "Sources/daybook/Commands/": ["Command", "CommandTable"],
    "Sources/daybook/Bench/": ["Benchmark"],
]

/// Files named after what they hold together, with the reason.
private let exceptions: [String: String] = [
    "Sources/DaybookCore/Time/CalendarDuration+Adding.swift": "adding it to dates and times",
    "Sources/DaybookStore/Invoices/InvoiceListing.swift": "how a repository lists, and its rows",
    "Sources/DaybookStore/Journal/JournalListing.swift": "how a repository lists, and its rows",
    "Sources/DaybookStore/Parties/CustomerListing.swift": "how a repository lists, and its rows",
    "Sources/DaybookWire/ISO8601/ISO8601Fields.swift": "free functions on the hot path",
    "Sources/DaybookWire/Lines/ByteSearch.swift": "one free function over the C library",
    "Tests/DaybookCoreTests/Time/TimeCells.swift": "cells of tables as values",
    "Tests/DaybookTests/CommandLine/InstalledPrograms.swift": "one free function",
    "Tests/DaybookTests/CommandLine/RequestText.swift": "one text form for several types",
    "Tests/DaybookTests/CommandLine/SampleTable.swift": "a value of CommandTable",
    "Tests/DaybookWireTests/ZoneFiles/ZoneSamples.swift": "zones of the machine and made-up ones",
    "Tests/TerminalKitTests/Text/Escapes.swift": "free functions",
    "Tests/TestRigs/Golden.swift": "free functions",
    "Tests/TestRigs/Seeds.swift": "the generator and its loop",
    "Tests/TestRigs/TableEscapes.swift": "an extension of TableRow",
]

extension Tidy {
    @Test func filesAreNamedAfterWhatTheyDeclare() {
        let files = Project.current.swiftFiles
        expectNone(files.filter { exceptions[$0.path] == nil }.flatMap(misnamed))
        #expect(Set(exceptions.keys).isSubset(of: files.map(\.path)), "an exempted file is gone")
        expectRule(misnamed, finds: "struct Simple {}", butNot: "package struct Sample<A> {}")
        expectRule(
            misnamed,
            finds: "struct UnicodeScalar {}",
            butNot: "extension Unicode.Scalar {}",
            in: "Sources/Kit/UnicodeScalar+Kit.swift",
        )
    }
}

private func misnamed(_ file: SourceFile) -> [Violation] {
    let parts = file.name.dropLast(".swift".count).split(separator: "+")
    guard let first = parts.first else { return [] }
    var wanted: Set<String> = [String(first)]
    for (folder, types) in valuesOf where file.path.hasPrefix(folder) { wanted.formUnion(types) }
    let mayDeclare = parts.count == 1
    for line in file.code where isDeclared(wanted, on: line, mayDeclare: mayDeclare) { return [] }
    // Tests that stand free of a suite are a file of the suite's name.
    if file.isTest && first.hasSuffix("Tests")
        && file.code.contains(where: { $0.hasPrefix("@Test") })
    {
        return []
    }
    let rule = mayDeclare ? "this file declares no \(first)" : "this file does not extend \(first)"
    return [Violation(path: file.path, line: 0, rule: rule)]
}

/// Whether a line declares or extends one of the names; a function counts with a small letter.
private func isDeclared(_ names: Set<String>, on line: String, mayDeclare: Bool) -> Bool {
    let words = line.words
    let keywords = ["struct", "enum", "class", "actor", "protocol", "typealias", "func"]
    for (keyword, name) in zip(words, words.dropFirst()) {
        guard keyword == "extension" || (mayDeclare && keywords.contains(String(keyword)))
        else { continue }
        let plain = name.filter { $0 != "." }
        if names.contains(plain) { return true }
        if keyword == "func" {
            return names.contains(plain.prefix(1).uppercased() + plain.dropFirst())
        }
    }
    return false
}
