import Testing

/// What each target may import besides the standard library. Arrows only go down.
private let allowed: [String: Set<String>] = [
    "DaybookCore": [],
    "DaybookWire": ["CJSON", "DaybookCore"],
    "DaybookShapes": ["DaybookCore", "DaybookWire"],
    "DaybookStore": ["CCrypto", "CSQLite", "DaybookCore", "DaybookShapes", "DaybookWire"],
    "DaybookSync": ["DaybookCore", "DaybookWire"],
    "DaybookServe": ["DaybookCore", "DaybookSync", "DaybookWire"],
    "DaybookBooks": ["DaybookCore", "DaybookShapes", "DaybookWire"],
    "TerminalKit": [],
    "TerminalCurses": ["CTerminal", "TerminalKit"],
    "DaybookConsole": ["DaybookCore", "Synchronization", "TerminalKit"],
    "DaybookLive": [
        "CCrypto", "CNet", "CServe", "DaybookBooks", "DaybookCore", "DaybookServe",
        "DaybookShapes", "DaybookStore", "DaybookSync", "DaybookWire", "Synchronization",
        "TerminalKit",
    ],
    "Fuzz": [
        "DaybookBooks", "DaybookCore", "DaybookLive", "DaybookShapes", "DaybookWire", "Glibc",
        "TerminalKit",
    ],
    "TestRigs": [
        "DaybookCore", "DaybookLive", "Glibc", "Synchronization", "TerminalKit", "Testing",
    ],
    "TidyTests": ["Glibc", "TestRigs", "Testing"],
]

/// The program and its tests may import every module of the house.
private let unbounded: Set<String> = ["daybook", "DaybookTests"]

/// The files of modules that call the C library: a new one is a decision.
private let callersOfGlibc: Set<String> = [
    "Sources/DaybookLive/Files/FileError.swift",
    "Sources/DaybookLive/Files/FileSource.swift",
    "Sources/DaybookLive/Files/Files.swift",
    "Sources/DaybookLive/Files/Folders.swift",
    "Sources/DaybookLive/Files/KeyFile.swift",
    "Sources/DaybookLive/Files/Locations.swift",
    "Sources/DaybookLive/Files/OutputStream.swift",
    "Sources/DaybookLive/Files/WholeFile.swift",
    "Sources/DaybookLive/Files/WholeFolder.swift",
    "Sources/DaybookLive/System/Clock.swift",
    "Sources/DaybookLive/System/DetachedThread.swift",
    "Sources/DaybookLive/System/Handover.swift",
    "Sources/DaybookLive/System/Interrupts.swift",
    "Sources/DaybookLive/System/SystemEnvironment.swift",
    "Sources/DaybookStore/Keeping/PatientCopy.swift",
    "Sources/DaybookStore/Ledger/LedgerFile.swift",
    "Sources/DaybookStore/Ledger/LeftOvers.swift",
    "Sources/DaybookStore/Ledger/NewFile.swift",
    "Sources/DaybookStore/SQLite/Guarded.swift",
    "Sources/DaybookStore/SQLite/Threads.swift",
    "Sources/DaybookWire/Lines/ByteSearch.swift",
    "Sources/TerminalKit/Look/Lab.swift",
    "Sources/daybook/Bench/PeerProgram.swift",
]

extension Tidy {
    @Test func importsGoDownOnly() {
        let files = Project.current.swiftFiles
        expectNone(files.flatMap(forbiddenImports))
        let found = Set(
            files.filter { !$0.isTest && imports(of: $0).contains { $0.name == "Glibc" } }
                .map(\.path)
        )
        #expect(callersOfGlibc.subtracting(found) == [], "these no longer import Glibc")
        expectRule(
            forbiddenImports,
            finds: "package import DaybookStore",
            butNot: "package import DaybookCore // import DaybookStore",
            in: "Sources/DaybookWire/Sample.swift",
        )
        expectRule(
            forbiddenImports,
            finds: "import struct Foundation.Data",
            butNot: "import DaybookStore",
            in: "Sources/daybook/Sample.swift",
        )
    }
}

private func forbiddenImports(in file: SourceFile) -> [Violation] {
    imports(of: file).compactMap { name, line in
        guard let objection = objection(to: name, in: file) else { return nil }
        return Violation(path: file.path, line: line, rule: objection)
    }
}

private func objection(to name: String, in file: SourceFile) -> String? {
    let target = file.target
    if name == "Glibc" && !file.isTest {
        return callersOfGlibc.contains(file.path) ? nil : "this file may not import Glibc"
    }
    if name.hasPrefix("Foundation") { return "Foundation is imported nowhere" }
    if unbounded.contains(target) { return nil }
    guard let names = allowed[target] ?? testImports(of: target) else {
        return "the table of imports has no row for \(target)"
    }
    return names.contains(name) ? nil : "\(target) may not import \(name)"
}

/// Tests of a module import it, what it imports, and what tests stand on.
private func testImports(of target: String) -> Set<String>? {
    guard target.hasSuffix("Tests") else { return nil }
    let module = String(target.dropLast("Tests".count))
    return allowed[module].map {
        $0.union([module, "FaultFiles", "Glibc", "Synchronization", "TestRigs", "Testing"])
    }
}

private func imports(of file: SourceFile) -> [(name: String, line: Int)] {
    file.code.enumerated().compactMap { index, line in
        guard line.contains(text: "import ") else { return nil }
        var words = line.words[...]
        while let word = words.first,
            [
                "package", "internal", "private", "public", "testable",
                "_exported", "preconcurrency",
            ].contains(word)
        { words.removeFirst() }
        guard words.popFirst() == "import", var name = words.popFirst() else { return nil }
        // `import struct Module.Type` names the kind first.
        if let qualified = words.first { name = qualified }
        return (name.split(separator: ".").first.map(String.init) ?? "", index + 1)
    }
}
