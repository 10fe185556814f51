import Glibc
package import Testing

/// True when golden texts are to be written anew instead of compared.
package let isRecording = unsafe getenv("DAYBOOK_RECORD").map { unsafe String(cString: $0) } == "1"

/// Compares `text` with the golden file `Data/Golden/<name>` of the calling test's target.
///
/// With `DAYBOOK_RECORD=1` the file is written anew; read the difference in git before committing.
package func expectGolden(
    _ text: String,
    named name: String,
    file: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation,
) {
    let path = TestFolder(of: file).path + "/Golden/" + name
    do {
        if isRecording {
            try writeBytes(Array(text.utf8), to: path)
            return
        }
        let expected = try readText(at: path)
        if expected != text {
            Issue.record(
                "\(name) differs (DAYBOOK_RECORD=1 records it anew)\n\(difference(expected, text))",
                sourceLocation: sourceLocation,
            )
        }
    } catch {
        Issue.record("\(error) (DAYBOOK_RECORD=1 records it)", sourceLocation: sourceLocation)
    }
}

/// The lines in which two texts differ, the first 40 of them.
package func difference(_ expected: String, _ found: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = found.split(separator: "\n", omittingEmptySubsequences: false)
    var report: [String] = []
    for index in 0..<max(old.count, new.count) {
        let before = index < old.count ? old[index] : nil
        let after = index < new.count ? new[index] : nil
        if before == after { continue }
        if let before { report.append("\(index + 1) - \(before)") }
        if let after { report.append("\(index + 1) + \(after)") }
        if report.count >= 40 {
            report.append("…")
            break
        }
    }
    return report.joined(separator: "\n")
}
