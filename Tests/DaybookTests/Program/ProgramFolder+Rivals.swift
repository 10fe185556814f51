import TestRigs
import Testing

/// Books on their way from contracts to money, and programs that work on them at the same time.
extension ProgramFolder {
    /// How far books are.
    enum Stage: String, CaseIterable {
        case contracts, drafts, approved, issued, received
    }

    static let clock = ["--now", "2026-11-20T12:00:00Z"]

    /// The commands that lead from one stage to the next.
    private static let steps: [Stage: [[String]]] = [
        .drafts: [["--as", "anna", "bill", "run", "--as-of", "2026-11-20", "--quiet"]],
        .approved: [
            ["--as", "bert", "invoices", "approve", "--filter", "status:draft", "--quiet"]
        ],
        .issued: [
            ["--as", "bert", "invoices", "issue", "--filter", "status:approved", "--quiet"]
        ],
        .received: [
            [
                "--as", "bert", "payments", "create", "--account", "account-3", "--amount",
                "35.70", "--reference", "T3", "--unallocated", "--quiet",
            ]
        ],
    ]

    /// Puts the books of each stage into the folder, each under its name.
    func makeStages(accounts count: Int) throws {
        try FeeBooks.make(at: path("contracts.db"), accounts: count)
        for (stage, next) in zip(Stage.allCases, Stage.allCases.dropFirst()) {
            let books = try copy(stage, as: "\(next).db")
            for words in Self.steps[next] ?? [] {
                let result = try run(["--ledger", books] + words + Self.clock)
                try #require(result.exitCode == 0, "\(result.transcript)")
            }
        }
    }

    /// The path of a copy of the books of a stage.
    func copy(_ stage: Stage, as name: String) throws -> String {
        try writeBytes(readBytes(at: path("\(stage).db")), to: path(name))
        return path(name)
    }

    /// Runs two programs at once, neither of which waits for the other.
    func runBoth(_ first: [String], _ second: [String]) async -> [Result<ProgramResult, any Error>]
    {
        async let one = OwnThread.run { Result { try run(first) } }
        async let other = OwnThread.run { Result { try run(second) } }
        return [await one, await other]
    }
}
