import DaybookCore
import DaybookShapes
import DaybookStore
import TestRigs
import Testing

/// Trust: the real program is killed while it does what workflows want. The same command again ends
/// with every step done once.
@Suite struct WorkflowKillTests {
    @Test func killedWorkflowsAreFinishedByTheSameCommand() throws {
        let folder = try ProgramFolder()
        try folder.fill()
        let books = folder.path("work.db")
        let count = try Self.begin(books)
        #expect(count > 100)
        let words = ["--now", "2026-11-20T12:00:00Z", "--as", "bert", "workflows", "run"]
        let whole = try Self.copy(books, in: folder, "whole.db")
        let clock = ContinuousClock()
        let begin = clock.now
        let result = try folder.run(["--ledger", whole, "--quiet"] + words)
        let length = (clock.now - begin) / .milliseconds(1)
        #expect(result.exitCode == 0, "\(result.transcript)")
        let expected = try Self.outcome(whole)
        #expect(expected == ["\(count) done", "\(3 * count) done in \(2 * count) entries"])

        var generator = SeededGenerator(seed: 5)
        for kill in 0..<ProgramFolder.killCount {
            let path = try Self.copy(books, in: folder, "killed-\(kill).db")
            for _ in 0..<2 {
                let moment = length * Double.random(in: 0.1...0.9, using: &generator)
                _ = try folder.isKilled(["--ledger", path, "--quiet"] + words, after: moment)
            }
            let again = try folder.run(["--ledger", path, "--quiet"] + words)
            #expect(again.exitCode == 0, "kill \(kill): \(again.transcript)")
            #expect(try Self.outcome(path) == expected, "kill \(kill)")
            let problems = try Ledger(opening: path).read { try LedgerHealth($0).problems }
            #expect(problems == [], "kill \(kill)")
        }
    }

    private static func copy(
        _ books: String,
        in folder: ProgramFolder,
        _ name: String,
    ) throws -> String {
        try writeBytes(readBytes(at: books), to: folder.path(name))
        return folder.path(name)
    }

    /// Executions by state, their steps, and what the journal tells of them.
    private static func outcome(_ path: String) throws -> [String] {
        try Ledger(opening: path).read { connection in
            try connection.all(
                "SELECT count(*) || ' ' || state FROM executions GROUP BY state ORDER BY state"
            ) { $0.text(0) }
                + connection.all(
                    """
                    SELECT count(*) || ' ' || outcome || ' in '
                        || (SELECT count(*) FROM journal WHERE cause = 'workflow') || ' entries'
                    FROM execution_steps GROUP BY outcome
                    """
                ) { $0.text(0) }
        }
    }

    /// Lets a workflow begin with everything that happens to an invoice, and touches them all: how
    /// many there are.
    private static func begin(_ path: String) throws -> Int {
        let ledger = try Ledger(opening: path)
        let definition = try WorkflowFile(
            Array(
                """
                {"key": "w", "name": "w", "trigger": "invoice.reinstate", "steps": [
                 {"step": "note", "text": "one"}, {"step": "stop", "if": "number:none"},
                 {"step": "note", "text": "two"}]}
                """.utf8
            )
        ).definition
        let id = RecordID(bits: 4711)
        try ledger.change(act("workflow.create")) { connection in
            try WorkflowRepository(connection)
                .insert(Workflow(id: id, definition, createdAt: .epoch))
        }
        try ledger.change(act("workflow.activate")) { connection in
            let workflows = WorkflowRepository(connection)
            try workflows.activate(
                #require(try workflows.find("w")),
                by: "anna",
                from: 1
            )
        }
        try ledger.change(act("invoice.reinstate")) { connection in
            try connection.run(
                "UPDATE invoices SET note = 'x' WHERE row IN (SELECT row FROM invoices LIMIT 150)"
            )
        }
        return 150
    }

    private static func act(_ action: String) -> Act {
        Act(actor: "tester", at: .epoch, cause: .command, action: action)
    }
}
