import DaybookStore
import TestRigs
import Testing

@Suite struct ApprovalTests {
    /// Support asks, finance decides: the commands one after the other, on one ledger.
    @Test func asksAndDecidesAsRecorded() throws {
        let folder = try ProgramFolder()
        try folder.fill()
        let ledger = folder.path("people.db")
        var transcript: [String] = []
        for row in try TestFolder().rows("approval-commands.tsv") {
            let names = try Self.names(in: ledger)
            let said = row[1].split(separator: " ").map { word in
                names[String(word)] ?? String(word).replacing("%20", with: " ")
            }
            let isDated = said.contains("--now")
            // At no time of the other recorded commands, whose ids are all the same.
            let now = isDated ? [] : ["--now", "2026-11-20T12:30:00Z"]
            let result = try folder.run(["--ledger", ledger, "--as", row[0]] + said + now)
            let answer = try Self.names(in: ledger).reduce(folder.transcript(result)) {
                $0.replacing($1.value, with: $1.key)
            }
            transcript.append("## \(row[0]): \(row[1])\n\(answer)")
        }
        expectGolden(transcript.joined(separator: "\n"), named: "approval-commands.txt")
        let connection = try Ledger(opening: ledger)
        #expect(try connection.read { try LedgerHealth($0).problems } == [])
    }

    /// Approvals by the order in which they were asked for, and the credits and the plan that they
    /// are about.
    private static func names(in path: String) throws -> [String: String] {
        var names: [String: String] = [:]
        try Ledger(opening: path).read { connection in
            try connection.forEach(
                """
                SELECT id, iif(kind = 'credit.grant', json_extract(request, '$.id'), NULL),
                    iif(kind = 'plan.publish', subject, NULL)
                FROM approvals ORDER BY row
                """
            ) { row in
                let number = names.keys.count { $0.hasPrefix("APPROVAL") } + 1
                names["APPROVAL\(number)"] = row.text(0)
                if let credit = row.optionalText(1) { names["CREDIT\(number)"] = credit }
                if let plan = row.optionalText(2) { names["PLAN"] = plan }
            }
        }
        return names
    }
}
