import DaybookConsole
import TerminalKit
import TestRigs
import Testing

/// What a person sees who types. Each row of the table is a session with its golden screen.
@Suite struct ScreenTests {
    @Test(arguments: try TestFolder().rows("sessions.tsv").map(Session.init))
    func everySessionEndsOnItsScreen(_ session: Session) async {
        let driver = await ConsoleDriver.run(
            session.books,
            size: session.size,
            profile: session.profile,
            typing: session.keys,
        )
        // The terminal shows what the state says: nothing is left over from the screens before.
        #expect(driver.text == Self.text(of: driver.state.frame().grid), "\(session)")
        #expect(driver.screen.unknown == [])
        expectScreen(
            driver.state.frame().grid,
            ["books: \(session.booksName)", "keys: \(session.keys)"],
            named: "sessions/\(session.name).txt",
        )
    }

    private static func text(of grid: Grid) -> String {
        (0..<grid.size.rows).map { row in
            String(
                (0..<grid.size.columns).map { grid[$0, row] }.filter { $0.span > 0 }.map(
                    \.character
                )
            )
        }.joined(separator: "\n")
    }

    struct Session: CustomStringConvertible, Sendable {
        let name: String
        let size: GridSize
        let booksName: String
        let profile: TextProfile
        let keys: String

        init(_ row: TableRow) {
            name = row[0]
            let numbers = row[1].split(separator: "x").compactMap { Int($0) }
            size = GridSize(columns: numbers[0], rows: numbers[1])
            booksName = row[2]
            profile = row[3] == "ascii" ? TextProfile(marks: .ascii) : TextProfile()
            keys = row[4]
        }

        var description: String { name }

        var books: SampleBooks {
            switch booksName {
            case "empty": SampleBooks(invoiceCount: 0, customerCount: 0)
            case "one": SampleBooks(invoiceCount: 1, customerCount: 1)
            case "hostile": SampleBooks(names: HostileNames.all)
            case "broken-lists": SampleBooks(fault: .lists)
            case "broken-counts": SampleBooks(fault: .counts)
            case "broken-records": SampleBooks(fault: .records)
            case "broken-filters": SampleBooks(fault: .filters)
            default: SampleBooks()
            }
        }
    }
}

/// Names that would break a terminal or a table if they were drawn as they are.
enum HostileNames {
    static let all = [
        "\u{1B}[2J\u{1B}[31mRed\u{1B}]52;c;aGk=\u{7}",
        "Line\r\nbreak\tand\u{0}nul\u{9B}31m",
        "\u{202E}evil\u{202C} \u{2066}x\u{2069}\u{200B}\u{FEFF}",
        "Z" + String(repeating: "\u{301}", count: 10_000) + "algo",
        "👩‍👩‍👧‍👦 ❤️ 🇩🇪 family",
        String(repeating: "very long ", count: 300),
    ]
}
