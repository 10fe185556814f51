import Testing

extension Tidy {
    @Test func theMapOfTheHouseNamesEveryFolder() {
        let described = folders(in: Project.text("Sources/README.md"))
        let present = Set(Project.current.sourceFolders.filter { !$0.hasSuffix("/include") })
        #expect(present.count > 10, "the folders of Sources were not found")
        let map = "Sources/README.md"
        expectNone(
            present.subtracting(described).sorted()
                .map { Violation(path: map, line: 0, rule: "\($0) is not described") }
        )
        expectNone(
            described.subtracting(present).sorted()
                .map { Violation(path: map, line: 0, rule: "\($0) does not exist") }
        )
        let sample = "## `A`\n\nText.\n\n- `B/`: words\n- `B/C/`: words\n\n## `D`\n"
        #expect(folders(in: sample) == ["A", "A/B", "A/B/C", "D"])
    }
}

/// Modules stand in headings, their folders in the lists below: ``- `Folder/`: what it holds``.
private func folders(in map: String) -> Set<String> {
    var folders: Set<String> = []
    var module = ""
    for line in map.split(separator: "\n") {
        let parts = line.split(separator: "`", omittingEmptySubsequences: false)
        guard parts.count > 2 else { continue }
        if line.hasPrefix("## ") {
            module = String(parts[1])
            folders.insert(module)
        } else if line.hasPrefix("- `"), parts[1].hasSuffix("/") {
            folders.insert("\(module)/\(parts[1].dropLast())")
        }
    }
    return folders
}
