import DaybookCore
import DaybookStore
import TestRigs
import Testing

/// What needs ids that are made here: jobs and executions, shown and done again.
@Suite struct JobStoryTests {
    private let folder: ProgramFolder

    init() throws {
        folder = try ProgramFolder()
        try folder.fill()
    }

    /// Gives commands one after the other: `ID` stands for the first record of the list before it.
    private func play(_ lines: [String]) throws -> String {
        var said: [String] = []
        var id = ""
        for line in lines {
            let words = line.replacing("ID", with: id).split(separator: " ").map(String.init)
            let isDated = words.contains("--now")
            let clock = isDated ? [] : ["--now", "2026-11-20T12:00:00Z"]
            let result = try folder.run(["--ledger", "FOLDER/work.db"] + words + clock)
            if let found = result.output.firstMatch(of: /"id":"([0-9A-Z]{26})"\}\]/) {
                id = String(found.1)
            }
            said.append("$ \(line)\n\(folder.transcript(result))")
        }
        return said.joined(separator: "\n")
    }

    /// One of twelve drafts cannot be approved: the others are, and the job knows which is left.
    @Test func aJobThatFailedInPartIsShownAndDoneAgain() throws {
        let list = "jobs list --json --limit 1"
        let story = try play([
            "--as anna invoices approve --filter status:draft --each --quiet", list,
            "jobs show ID", "jobs retry ID --dry-run", "--as bert jobs retry ID", "jobs show ID",
            list, "jobs show ID --json", "jobs cancel ID", "jobs retry ID --dry-run --json",
            "invoices issue --filter status:approved --quiet", list, "jobs retry ID",
            "events ingest", list, "jobs retry ID",
        ])
        expectGolden(story, named: "job-story.txt")
    }

    /// A user loses the permission that a step needs, and gets it back.
    @Test func anExecutionThatFailedIsShownAndGoesOn() throws {
        let story = try play([
            "--as anna workflows create --file FOLDER/big.json --quiet",
            "--as anna users create anna --role admin --quiet",
            "--as anna users create bert --role finance --quiet",
            "--as bert workflows activate big --quiet",
            "--as anna users deny finance parties.write --quiet",
            "--as anna invoices issue --filter status:approved --quiet",
            "--as anna workflows run --quiet",
            "--as anna workflows run --now 2026-11-24T12:00:00Z",
            "workflows executions --json --limit 1 --filter is:failed",
            "workflows show ID", "workflows retry ID --as bert",
            "--as anna users allow finance parties.write --quiet",
            "workflows retry ID --as bert --now 2026-11-25T12:00:00Z --quiet",
            "workflows show ID", "workflows show ID --json", "workflows retry ID --as bert",
            "check --quiet",
        ])
        expectGolden(story, named: "execution-story.txt")
    }
}
