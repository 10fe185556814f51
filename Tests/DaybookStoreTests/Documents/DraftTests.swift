import DaybookCore
import DaybookStore
import TestRigs
import Testing

@Suite struct DraftTests {
    /// Each story begins with a ledger of its own, whose rules are checked at its end.
    @Test func draftsAreWrittenByHandAsRecorded() throws {
        var answers: [String] = []
        var story: CreditStory?
        for line in try TestFolder().text("drafts.txt").split(separator: "\n") {
            if line.hasPrefix("#") { continue }
            if line.hasPrefix("== ") {
                story = try CreditStory()
                answers.append("\n\(line)")
            } else {
                answers.append(try #require(story).play(String(line)))
            }
        }
        expectGolden(answers.joined(separator: "\n") + "\n", named: "drafts.txt")
    }
}
