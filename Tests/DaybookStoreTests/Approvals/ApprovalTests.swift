import DaybookCore
import DaybookStore
import TestRigs
import Testing

@Suite struct ApprovalTests {
    /// Each story begins with a ledger of its own, whose rules are checked at its end.
    @Test func whatWaitsGoesItsWayAsRecorded() throws {
        var answers: [String] = []
        var story: ApprovalStory?
        for line in try TestFolder().text("approvals.txt").split(separator: "\n") {
            if line.hasPrefix("#") { continue }
            if line.hasPrefix("== ") {
                story = try ApprovalStory()
                answers.append("\n\(line)")
            } else {
                answers.append(try #require(story).play(String(line)))
            }
        }
        expectGolden(answers.joined(separator: "\n") + "\n", named: "approvals.txt")
    }

    /// Who, how much, by which settings: done, waiting for whom, or refused.
    @Test func whatWaitsFollowsFromRolesAmountsAndSettings() throws {
        for row in try TestFolder().rows("approval-demands.tsv") {
            let story = try ApprovalStory()
            for setting in row[0].split(separator: "; ") {
                _ = try story.play("2026-03-01 anna set \(setting)")
            }
            let answer = try story.play("2026-03-01 \(row[1])")
            #expect(answer.split(separator: "\n").last?.dropFirst(4) ?? "" == row[2], "\(row)")
        }
    }

    /// What must never be is refused by the store itself, whoever writes.
    @Test func theStoreKeepsWhatTwoPeopleHaveSaid() throws {
        let story = try ApprovalStory()
        for line in ["bert grant 20.00", "bert grant 30.00", "bert write-off INV-1"] {
            _ = try story.play("2026-03-01 \(line)")
        }
        for line in ["carl approve a1", "carl reject a2 no"] {
            _ = try story.play("2026-03-02 \(line)")
        }
        let act = Act(actor: "anna", at: .epoch, cause: .command, action: "test.write")
        for row in try TestFolder().rows("approvals-forbidden.tsv") {
            let error = #expect(throws: LedgerError.self, "\(row)") {
                try story.ledger.change(act) { try $0.run(row[0]) }
            }
            #expect(error.map { "\($0)" }?.contains(row[1]) == true, "\(row): \(error!)")
        }
        #expect(try story.ledger.read { try LedgerHealth($0).problems } == [])
    }

    /// Trust: two consoles approve the same at once: one wins, the other is told who.
    @Test func oneOfTwoApproversWins() async throws {
        let story = try ApprovalStory()
        let count = 12
        for _ in 0..<count { _ = try story.play("2026-03-01 bert grant 20.00") }
        let ids = try story.ledger.read { connection in
            try connection.all("SELECT id FROM approvals ORDER BY row") { try $0.id(0) }
        }
        let path = story.path
        let told = try await withThrowingTaskGroup(of: [String].self) { group in
            for name in ["carl", "dora"] {
                group.addTask { try Self.approve(ids, as: name, in: path) }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(told.count == count)
        #expect(told.allSatisfy { $0.contains("decided") }, "\(told)")
        let grants = try story.ledger.read { try $0.integer("SELECT count(*) FROM credits") }
        #expect(grants == Int64(count))
    }

    /// Approves one after the other; answers what was refused.
    private static func approve(
        _ ids: [RecordID],
        as name: String,
        in path: String,
    ) throws -> [String] {
        let ledger = try Ledger(opening: path)
        let act = Act(actor: name, at: .epoch, cause: .command, action: "credit.grant")
        let day = CivilDate(year: 2026, month: 3, day: 1)!
        let clerk = InvoiceDesk.Clerk(name: name, now: .epoch, today: day)
        return try ids.compactMap { id in
            do {
                try ledger.change(act) { _ = try ApprovalDesk($0, clerk).approve(id) }
                return nil
            } catch let error as ApprovalError {
                return "\(error)"
            }
        }
    }

    /// What the rules of health find, where somebody has written past the store's own.
    @Test func healthFindsWhatNobodyHasApproved() throws {
        for row in try TestFolder().rows("broken-approvals.tsv") {
            let story = try ApprovalStory()
            for line in ["bert grant 20.00", "bert grant 30.00"] {
                _ = try story.play("2026-03-01 \(line)")
            }
            _ = try story.play("2026-03-02 carl approve a1")
            let folder = try ScratchFolder()
            let path = folder.path + "/broken.db"
            try story.ledger.backUp(to: path, replacing: false)
            let connection = try Connection(path: path, mode: .readWrite)
            let triggers = try connection.all(
                "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
            ) { $0.text(0) }
            for name in triggers { try connection.script("DROP TRIGGER \(name)") }
            try connection.script("PRAGMA foreign_keys = OFF; \(row[0])")
            let problems = try LedgerHealth(connection).problems
            #expect(problems.contains { $0.hasPrefix(row[1]) }, "\(row): \(problems)")
        }
    }
}
