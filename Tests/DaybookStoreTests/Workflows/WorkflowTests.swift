import DaybookCore
import DaybookStore
import TestRigs
import Testing

@Suite struct WorkflowTests {
    /// Each story begins with a ledger of its own, whose rules are checked at its end.
    @Test func workflowsGoTheirWayAsRecorded() throws {
        var answers: [String] = []
        var story: WorkflowStory?
        for line in try TestFolder().text("workflows.txt").split(separator: "\n") {
            if line.hasPrefix("#") { continue }
            if line.hasPrefix("== ") {
                story = try WorkflowStory()
                answers.append("\n\(line)")
            } else {
                answers.append(try #require(story).play(String(line)))
            }
        }
        expectGolden(answers.joined(separator: "\n") + "\n", named: "workflows.txt")
    }

    @Test func whatAnActBeginsFollowsFromItsKindAndTheCondition() throws {
        for row in try TestFolder().rows("workflow-triggers.tsv") {
            let story = try WorkflowStory()
            let condition = row[2].replacing("\"", with: "\\\"")
            let definition =
                #"{"key":"t","name":"t","trigger":"\#(row[0])","of":"\#(row[1])","#
                + (condition.isEmpty ? "" : #""if":"\#(condition)","#)
                + #""steps":[{"step":"wait","for":"P1D"}]}"#
            for line in ["create \(definition)", "activate t", "issue 1 3"] {
                let answer = story.play("2026-03-01 anna \(line)")
                #expect(!answer.contains("refused"), "\(row): \(answer)")
            }
            let answer = story.play("2026-03-01 anna run")
            let counts = row[3].split(separator: " ")
            #expect(answer.contains("begun \(counts[0]), skipped \(counts[1])"), "\(row) \(answer)")
        }
    }

    /// What payments begin, where invoices of 500 and 1500 EUR are issued.
    @Test func whatPaymentsBeginFollowsFromWhatBecameOfThem() throws {
        for row in try TestFolder().rows("workflow-payments.tsv") {
            let story = try WorkflowStory()
            let condition = row[2].isEmpty ? "" : #""if":"\#(row[2])","#
            let definition =
                #"{"key":"t","name":"t","trigger":"\#(row[0])","of":"\#(row[1])",\#(condition)"#
                + #""steps":[{"step":"wait","for":"P1D"}]}"#
            let acts = row[3].split(separator: "|").map(String.init)
            for line in ["issue 1 3", "create \(definition)", "activate t"] + acts {
                let answer = story.play("2026-03-01 anna \(line)")
                #expect(!answer.contains("refused"), "\(row): \(answer)")
            }
            let answer = story.play("2026-03-01 anna run")
            let counts = row[4].split(separator: " ")
            #expect(answer.contains("begun \(counts[0]), skipped \(counts[1])"), "\(row) \(answer)")
        }
    }

    /// Two processes look at the same journal: every step is done once.
    @Test func severalWhoRunWorkflowsAtOnceDoEachStepOnce() async throws {
        let story = try WorkflowStory()
        let step = #"{"step":"grant","amount":"1","currency":"EUR"}"#
        let steps = Array(repeating: step, count: 5).joined(separator: ",")
        let definition =
            #"{"key":"w","name":"w","trigger":"invoice.issue","steps":[\#(steps)]}"#
        for line in ["create \(definition)", "activate w", "issue 1 2 3 4"] {
            _ = story.play("2026-03-01 anna \(line)")
        }
        let path = story.fresh.path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<3 {
                group.addTask {
                    let ledger = try Ledger(opening: path, .throwaway)
                    var next = UInt128(number + 1) << 40
                    let clerk = try WorkflowRun.Clerk(
                        name: "anna",
                        now: BillableLedger.instant("2026-03-02"),
                        zone: .utc,
                        id: {
                            next += 1
                            return RecordID(bits: next)
                        },
                        words: { "\($0)" }
                    )
                    _ = try WorkflowRun(ledger, clerk).run()
                }
            }
            try await group.waitForAll()
        }
        let counts = try story.fresh.open.read { connection in
            try ["SELECT count(*) FROM credits", "SELECT count(*) FROM executions"].map {
                try connection.integer($0)
            }
        }
        #expect(counts == [20, 4])
    }
}
