import Testing

/// The rules of the house that neither the compiler nor the formatter checks.
///
/// Each rule is a file with its test. A rule looks at text only, so it keeps to what text can
/// decide for certain, and each test shows that the rule finds what it looks for.
@Suite struct Tidy {}

/// A place that breaks a rule.
struct Violation: Hashable, CustomStringConvertible {
    let path: String
    /// Counted from 1; 0 where the file as a whole is meant.
    let line: Int
    let rule: String

    var description: String { line == 0 ? "\(path): \(rule)" : "\(path):\(line): \(rule)" }
}

/// Fails with every place that breaks a rule, one a line.
func expectNone(
    _ violations: [Violation],
    sourceLocation: SourceLocation = #_sourceLocation,
) {
    if violations.isEmpty { return }
    let report = violations.map(\.description).joined(separator: "\n")
    Issue.record("\n\(report)", sourceLocation: sourceLocation)
}

/// Fails unless a planted violation is found, and the same without its fault is not.
func expectRule(
    _ check: (SourceFile) -> [Violation],
    finds bad: String,
    butNot good: String,
    in path: String = "Sources/Sample/Sample.swift",
    sourceLocation: SourceLocation = #_sourceLocation,
) {
    let found = check(SourceFile(path: path, text: bad))
    #expect(found.count == 1, "\(bad): \(found)", sourceLocation: sourceLocation)
    let other = check(SourceFile(path: path, text: good))
    #expect(other.isEmpty, "\(good): \(other)", sourceLocation: sourceLocation)
}
