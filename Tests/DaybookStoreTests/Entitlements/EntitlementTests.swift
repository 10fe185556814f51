import DaybookCore
import DaybookStore
import TestRigs
import Testing

@Suite struct EntitlementTests {
    @Test func whatIsLeftFollowsFromGrantsResetsAndEvents() throws {
        for row in try TestFolder().rows("entitlements.tsv") {
            let story = try EntitlementStory(row[1], row[2])
            for act in Self.parts(row[3]) { try story.take(act) }
            for expected in Self.parts(row[4]) {
                let time = String(expected.prefix { $0 != " " })
                #expect("\(time) \(try story.value(at: time))" == expected, "\(row)")
            }
        }
    }

    private static func parts(_ text: String) -> [String] {
        text.split(separator: ";").map { part in
            String(part.drop { $0 == " " })
        }
    }
}
