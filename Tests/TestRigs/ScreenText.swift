package import TerminalKit
package import Testing

/// A grid as text that people can read and compare: what it says, and below it how it looks.
///
/// Every row stands between bars. In the plane of styles a letter stands for each style, which
/// the legend explains, and `.` for plain text; rows that are plain throughout are only counted.
/// A wide character is one character in the upper plane and two letters in the lower one, so in a
/// viewer with a fixed pitch both planes line up with the ruler.
package struct ScreenText {
    private let grid: Grid
    private var letters: [Style: Character] = [:]
    private var styles: [Style] = []

    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")

    package init(_ grid: Grid) {
        self.grid = grid
        for row in 0..<grid.size.rows {
            for column in 0..<grid.size.columns { note(grid[column, row].style) }
        }
    }

    private mutating func note(_ style: Style) {
        if style == .plain || letters[style] != nil { return }
        precondition(styles.count < Self.alphabet.count, "a screen has a style for each letter")
        letters[style] = Self.alphabet[styles.count]
        styles.append(style)
    }

    package var text: String {
        let legend = styles.map { "\(letters[$0] ?? "?") = \(name(of: $0))" }
        return ([texts, looks, legend].map { $0.map { $0 + "\n" }.joined() })
            .filter { !$0.isEmpty }
            .joined(separator: "\n")
    }

    private var texts: [String] {
        (0..<grid.size.rows).map { row in
            let cells = (0..<grid.size.columns).map { grid[$0, row] }.filter { $0.span > 0 }
            return "|" + String(cells.map(\.character)) + "|"
        }
    }

    private var looks: [String] {
        var lines: [String] = []
        var plainRows = 0
        for row in 0..<grid.size.rows {
            let looks = (0..<grid.size.columns).map { letters[grid[$0, row].style] ?? "." }
            if looks.allSatisfy({ $0 == "." }) {
                plainRows += 1
                continue
            }
            if plainRows > 0 { lines.append(" \(plainRows) plain") }
            plainRows = 0
            lines.append("|" + String(looks) + "|")
        }
        return plainRows > 0 ? lines + [" \(plainRows) plain"] : lines
    }

    private func name(of style: Style) -> String {
        let ground = style.ground == .background ? "" : " on \(style.ground)"
        let attributes: [(Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"),
        ]
        let names = attributes.filter { style.attributes.contains($0.0) }.map(\.1)
        return (["\(style.text)\(ground)"] + names).joined(separator: ", ")
    }
}

/// Compares a screen with the golden file `Data/Golden/<name>` of the calling test's target.
///
/// The header says what was done to get there, a line each; it is part of what is compared.
package func expectScreen(
    _ grid: Grid,
    _ header: [String],
    named name: String,
    file: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation,
) {
    let lines = (["size: \(grid.size)"] + header).map { "# \($0)\n" }.joined()
    expectGolden(
        lines + "\n" + ScreenText(grid).text,
        named: name,
        file: file,
        sourceLocation: sourceLocation,
    )
}
