import TestRigs
import Testing

@testable import TerminalKit

/// Themes to try things with: those that the program carries, and those of a table.
enum TableThemes {
    static func all() throws -> [Theme] {
        try [.standard, .mono] + TestFolder().rows("themes.tsv").map(theme)
    }

    private static func theme(_ row: TableRow) throws -> Theme {
        Theme(
            name: row[0],
            summary: "",
            appearance: try #require(Theme.Appearance(rawValue: row[1])),
            colors: try ByRole { try #require(Color(row[2 + Int($0.rawValue)]), "\(row)") },
        )
    }
}
