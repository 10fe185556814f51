import DaybookLive
import TerminalKit

/// A theme's file and what comes of reading it.
struct ThemeEntry: Sendable {
    let file: ThemeLibrary.Entry
    let isCurrent: Bool
    private let result: Result<Theme, ThemeError>

    /// All of the library, or those that the command line names.
    static func asked(_ session: Session) throws -> [ThemeEntry] {
        guard session.locations.shipped("themes") != nil else {
            throw Failure(
                .failed,
                "the folder themes is not beside the program",
                advice: "install Daybook as a whole, or run it from its source folder"
            )
        }
        let library = ThemeLibrary(session.locations)
        let current = try session.settings()[.theme].value
        let words = session.invocation.argumentList("THEMES")
        let files = words.isEmpty ? try library.entries() : try words.map(library.entry)
        return try files.map { try ThemeEntry($0, library, current: current) }
    }

    private init(
        _ file: ThemeLibrary.Entry,
        _ library: ThemeLibrary,
        current: String,
    ) throws {
        self.file = file
        result = Result { () throws(ThemeError) in try library.theme(of: file) }
        isCurrent = file.name == current && file.origin != .elsewhere
        // A path that leads nowhere is no theme that is broken.
        if case .failure(.unreadable(let error)) = result, file.origin == .elsewhere { throw error }
    }

    var theme: Theme? { try? result.get() }

    var findings: [ThemeFinding] {
        switch result {
        case .success: []
        case .failure(.broken(let problems)): ThemeFinding.all(problems)
        case .failure(let error): [ThemeFinding(file.path, FailureReport.failure(of: error))]
        }
    }

    /// What is wrong first, and how much more.
    var problem: String? {
        let findings = findings
        guard let first = findings.first else { return nil }
        let more = findings.dropFirst().reduce(0) { $0 + $1.count }
        return more == 0 ? first.line : "\(first.line) (and \(more) more: see --check)"
    }
}
