import DaybookLive
import TerminalKit
import TestRigs
import Testing

@Suite struct ThemeFileTests {
    /// Each row edits one theme; the reader finds everything that is then wrong, and where.
    @Test func editsHaveTheProblemsOfTheTable() throws {
        let text = try TestFolder().text("theme.json")
        for row in try TestFolder().rows("theme-edits.tsv") {
            let edited = text.replacing(row.unescaped(0), with: row.unescaped(1))
            try #require(edited != text, "\(row)")
            #expect(problems(Array(edited.utf8)).joined(separator: " | ") == row[2], "\(row)")
        }
    }

    private func problems(_ bytes: [UInt8]) -> [String] {
        do {
            _ = try theme(bytes)
            return ["-"]
        } catch {
            return error.all.map(\.description)
        }
    }

    private func theme(_ bytes: [UInt8]) throws(ThemeFile.Problems) -> Theme {
        let file = try ThemeFile(path: "t", name: "mine", bytes: bytes) {
            (name) throws(ThemeObjection) in
            guard name == "ledger" else {
                throw ThemeObjection(found: "the theme \"\(name)\"", expected: "ledger")
            }
            return ThemeFile(carried: .standard)
        }
        return try file.checked()
    }

    @Test func whatAThemeSaysIsWhatItHas() throws {
        let theme = try theme(Array(TestFolder().text("theme.json").utf8))
        #expect(theme.name == "mine")
        #expect(theme.summary == "Mine")
        #expect(theme.appearance == .dark)
        #expect(!theme.isASCII)
        #expect(theme.colors == Theme.standard.colors)
        #expect(theme.attributes[.accent] == .bold)
        #expect(theme.attributes[.bad] == [])
    }

    @Test func aFileOfProblemsIsNotListedToItsEnd() {
        let members = (0..<5000).map { "\"\($0)\": 0" }.joined(separator: ",\n")
        do {
            _ = try theme(Array("{\(members)}".utf8))
            Issue.record("it is no theme")
        } catch {
            #expect(error.all.count == 50)
            // The three fields and eight colours that are missing count as well.
            #expect(error.omitted == 5000 + 3 + 8 - 50)
        }
    }
}
