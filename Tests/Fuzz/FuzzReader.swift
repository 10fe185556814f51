internal import Glibc

/// A reader of bytes under test: any input may be refused, none may trap, and what was read must
/// survive being written and read again.
struct FuzzReader: Sendable {
    let name: String
    let check: @Sendable ([UInt8]) -> Void

    /// All readers. The script runs each by its name here and starts from `Seeds/<name>/`.
    static let all = [
        FuzzReader(name: "json", check: fuzzJSONDocument),
        FuzzReader(name: "json-lines", check: fuzzJSONLines),
        FuzzReader(name: "json-comments", check: fuzzJSONComments),
        FuzzReader(name: "csv", check: fuzzCSV),
        FuzzReader(name: "iso8601", check: fuzzISO8601),
        FuzzReader(name: "numbers", check: fuzzNumbers),
        FuzzReader(name: "zone-files", check: fuzzZoneFile),
        FuzzReader(name: "events", check: fuzzEvents),
        FuzzReader(name: "cases", check: fuzzCases),
        FuzzReader(name: "plans", check: fuzzPlanFile),
        FuzzReader(name: "record-files", check: fuzzRecordFile),
        FuzzReader(name: "filters", check: fuzzFilters),
        FuzzReader(name: "saved-filters", check: fuzzFilterFile),
        FuzzReader(name: "workflows", check: fuzzWorkflowFile),
        FuzzReader(name: "themes", check: fuzzThemeFile),
        FuzzReader(name: "tar", check: fuzzTar),
        FuzzReader(name: "keys", check: fuzzKeyDecoder),
    ]

    /// The reader that `DAYBOOK_FUZZ_READER` names.
    static var chosen: FuzzReader {
        let name = unsafe getenv("DAYBOOK_FUZZ_READER").map { unsafe String(cString: $0) }
        guard let reader = all.first(where: { $0.name == name }) else {
            let names = all.map(\.name).joined(separator: ", ")
            fatalError("DAYBOOK_FUZZ_READER names one of: \(names)")
        }
        return reader
    }
}

/// Ends the run when a property does not hold. Unlike `precondition` it says why in a release too.
func require(
    _ holds: Bool,
    _ rule: @autoclosure () -> String,
    file: StaticString = #fileID,
    line: UInt = #line,
) {
    if !holds { fatalError(rule(), file: file, line: line) }
}

/// Fails unless two texts have the same bytes. Equality of strings would overlook a change from
/// one spelling of a character to another.
func requireEqual(
    _ one: String,
    _ other: String,
    _ rule: String,
    file: StaticString = #fileID,
    line: UInt = #line,
) {
    require(
        one.utf8.elementsEqual(other.utf8),
        "\(rule)\n  \(one.debugDescription)\n  \(other.debugDescription)",
        file: file,
        line: line,
    )
}
