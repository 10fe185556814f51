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

    /// Approvals by the order in which they were asked for, what they are about, and what would
    /// come of them; payments and what went back of them.
    private static func names(in path: String) throws -> [String: String] {
        var names: [String: String] = [:]
        try Ledger(opening: path).read { connection in
            try connection.forEach(
                """
                SELECT id, json_extract(request, '$.id'),
                    CASE kind WHEN 'plan.publish' THEN 'PLAN'
                        WHEN 'contract.renew' THEN 'CONTRACT' END,
                    subject, kind = 'credit.grant'
                FROM approvals ORDER BY row
                """
            ) { row in
                let number = names.keys.count { $0.hasPrefix("APPROVAL") } + 1
                names["APPROVAL\(number)"] = row.text(0)
                let isCredit = row.integer(4) == 1
                if let result = row.optionalText(1) {
                    names[(isCredit ? "CREDIT" : "RESULT") + "\(number)"] = result
                }
                if let subject = row.optionalText(2) { names[subject] = row.text(3) }
            }
            for (name, table) in [("PAYMENT", "payments"), ("REFUND", "refunds")] {
                try connection.forEach("SELECT row, id FROM \(table) ORDER BY row") { row in
                    let id = row.text(1)
                    if !names.values.contains(id) { names["\(name)\(row.integer(0))"] = id }
                }
            }
        }
        return names
    }
}
