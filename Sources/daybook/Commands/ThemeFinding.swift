import DaybookLive
import DaybookWire
import TerminalKit

/// One thing that is wrong with the file of a theme.
struct ThemeFinding: Hashable, Sendable {
    let line: String
    /// How many problems it stands for.
    let count: Int
    private let file: String
    private let problem: ThemeFile.Problem?

    /// The problems of a file, then how many are not told.
    static func all(_ problems: ThemeFile.Problems) -> [ThemeFinding] {
        var findings = problems.all.map {
            ThemeFinding(line: FailureReport.line($0), count: 1, file: $0.path, problem: $0)
        }
        if problems.omitted > 0, let file = findings.first?.file {
            findings.append(
                ThemeFinding(
                    line: Words.line("\(file): and \(Texts.count(problems.omitted)) more"),
                    count: problems.omitted,
                    file: file,
                    problem: nil
                )
            )
        }
        return findings
    }

    /// A file that cannot be read at all.
    init(_ file: String, _ failure: Failure) {
        self.init(line: Words.line(failure.detail), count: 1, file: file, problem: nil)
    }

    private init(line: String, count: Int, file: String, problem: ThemeFile.Problem?) {
        self.line = line
        self.count = count
        self.file = file
        self.problem = problem
    }

    static let fields: [RecordField<ThemeFinding>] = [
        .text("file", .init("File")) { $0.file },
        number("line") { $0.line },
        number("column") { $0.column },
        .text("found", .init("Found")) { $0.problem?.objection.found },
        .text("expected", .init("Expected")) { $0.problem?.objection.expected },
        .text("message", .init("Message")) { $0.line },
    ]

    private static func number(
        _ name: String,
        _ number: @escaping @Sendable (TextPosition) -> Int,
    ) -> RecordField<ThemeFinding> {
        RecordField(
            name,
            .init(name, .right),
            cell: { .init($0.problem.map { String(number($0.place)) } ?? "") },
            json: { $0.problem.map { .integer(number($0.place)) } ?? .null }
        )
    }
}
