import TerminalKit
import TestRigs
import Testing

@Suite struct ColorDepthTests {
    @Test func depthsFollowFromTheFactsOfTheTable() throws {
        for row in try TestFolder().rows("color-depths.tsv") {
            let facts = ColorDepth.Facts(
                colors: try #require(Int(row[0])),
                hasDirectColor: row[1] == "yes",
                term: row[2],
                colorTerm: row[3],
            )
            #expect("\(ColorDepth(facts, isWanted: row[4] == "yes"))" == row[5], "\(row)")
        }
    }
}
