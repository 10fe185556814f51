import TestRigs
import Testing

@testable import TerminalKit

@Suite struct ThemeFaultsTests {
    @Test func faultsAreThoseOfTheTable() throws {
        for row in try TestFolder().rows("theme-faults.tsv") {
            var theme = try base(row)
            for change in row[1].split(separator: " ") where change != "-" {
                let parts = change.split(separator: "=").map(String.init)
                let role = try #require(Role.allCases.first { $0.name == parts[0] }, "\(row)")
                if let attribute = Attributes(parts[1]) {
                    theme.attributes[role].insert(attribute)
                } else {
                    theme.colors[role] = try #require(Color(parts[1]), "\(row)")
                }
            }
            let faults = theme.faults.map { "\($0.found), not \($0.expected)" }
            let found = faults.isEmpty ? "-" : faults.joined(separator: "; ")
            #expect(found == row[2], "\(row)")
        }
    }

    private func base(_ row: TableRow) throws -> Theme {
        try #require(try TableThemes.all().first { $0.name == row[0] }, "\(row)")
    }
}
