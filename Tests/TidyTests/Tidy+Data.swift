import Testing

extension Tidy {
    @Test func everyDataFileIsUsedByATest() {
        let project = Project.current
        let texts = Dictionary(grouping: project.swiftFiles.filter(\.isTest), by: \.target)
            .mapValues { $0.flatMap(\.lines).joined(separator: "\n") }
        let files = project.paths.filter { $0.contains(text: "/Data/") }
        #expect(files.count > 10, "the data of the tests was not found")
        expectNone(
            files.filter { !isUsed($0, in: texts[target(of: $0)] ?? "") }
                .map { Violation(path: $0, line: 0, rule: "no test of its target names it") }
        )
        #expect(isUsed("Tests/A/Data/Golden/help/list.txt", in: "named: \"help/\\(name).txt\""))
        #expect(isUsed("Tests/A/Data/rows.tsv", in: "rows(\"rows.tsv\")"))
        #expect(!isUsed("Tests/A/Data/rows.tsv", in: "rows(\"other.tsv\")"))
    }
}

private func target(of path: String) -> String {
    path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
}

/// Named in full or without its ending, or by its folder, or by the start of a name that counts.
private func isUsed(_ path: String, in text: String) -> Bool {
    let parts = path.split(separator: "/").map(String.init)
    guard let data = parts.firstIndex(of: "Data"), let name = parts.last else { return false }
    let folders = parts[(data + 1)...].dropLast().filter { $0 != "Golden" }
    let stem = name.split(separator: ".").first.map(String.init) ?? name
    let counted = stem.split(separator: "-").first.map { "\"\($0)-\\(" }
    let names = [name, "\"\(stem)\""] + folders.map { "\($0)/" } + (counted.map { [$0] } ?? [])
    return names.contains { text.contains(text: $0) }
}
