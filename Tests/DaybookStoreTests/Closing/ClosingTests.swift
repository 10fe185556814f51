import DaybookCore
import DaybookStore
import TestRigs
import Testing

@Suite struct ClosingTests {
    private static let march = CivilDate(year: 2025, month: 3, day: 1)!

    /// One account, billed month by month; one invoice issued and paid in part in April, the others
    /// drafts.
    private static func story() throws -> DocumentStory {
        let story = try DocumentStory()
        for line in [
            "anna bill 2025-04-10", "bert approve a", "bert issue a 2025-04-11 14",
            "anna pay a 1.00 T1",
        ] { _ = try story.play(line) }
        return story
    }

    private static func checklist(_ ledger: Ledger) throws -> CloseChecklist {
        try CloseStatus(ledger, zone: .utc, zones: { _ in .utc }).checklist(of: march)
    }

    @discardableResult
    private static func close(_ ledger: Ledger) throws -> ClosedMonths.Closing {
        let checklist = try checklist(ledger)
        return try ledger.change(.test) { connection in
            try ClosedMonths(connection).close(checklist, id: RecordID(bits: 5), by: .test)
        }.answer
    }

    @Test func whatIsOpenIsCounted() throws {
        let ledger = try Self.story().billable.ledger
        let open = try Self.checklist(ledger)
        #expect(open.open.map { "\($0.point.rawValue) \($0.count)" } == ["drafts 2"])
        #expect(open.obstacles == [.drafts])
    }

    @Test func whatIsDatedInAClosedMonthStays() throws {
        for row in try TestFolder().rows("closed.tsv") {
            let ledger = try Self.story().billable.ledger
            try ledger.change(.test) { connection in
                try connection.run(
                    """
                    INSERT INTO revenue_entries (line, month, amount, is_contra)
                    SELECT line, '2025-02-01', 0, 0 FROM revenue_entries LIMIT 1
                    """
                )
            }
            try Self.close(ledger)
            let error = #expect(throws: LedgerError.self, "\(row[0])") {
                try ledger.change(.test) { try $0.run(row[1]) }
            }
            guard case .refused(let refusal)? = error else {
                Issue.record("\(row[0]): \(String(describing: error))")
                continue
            }
            #expect(refusal.message == row[2], "\(row[0])")
        }
    }

    @Test func whatIsDatedLaterGoesOn() throws {
        let story = try Self.story()
        try Self.close(story.billable.ledger)
        for line in ["bert approve b", "bert issue b 2025-04-12 14", "anna pay b 1.00 T2"] {
            let answer = try story.play(line)
            #expect(!answer.contains("refused"), "\(answer)")
        }
        // The service of February is earned in the first month that is open.
        let months = try story.billable.ledger.read { connection in
            try connection.all(
                """
                SELECT DISTINCT month FROM revenue_entries JOIN lines ON lines.row = line
                WHERE invoice = (SELECT row FROM invoices WHERE number LIKE '%2')
                """
            ) { $0.text(0) }
        }
        #expect(months == ["2025-04-01"])
    }

    @Test func onlyTheLastMonthIsOpenedAgain() throws {
        let ledger = try Self.story().billable.ledger
        let march = try Self.close(ledger)
        let april = CloseChecklist(of: try Self.march.startOfNextMonth(), [:])
        let second = try ledger.change(.test) { connection in
            try ClosedMonths(connection).close(april, id: RecordID(bits: 6), by: .test)
        }
        #expect(throws: LedgerError.self) {
            try ledger.change(.test) { try ClosedMonths($0).reopen(march) }
        }
        try ledger.change(.test) { try ClosedMonths($0).reopen(second.answer) }
        #expect(try ledger.read { try ClosedMonths($0).firstOpen() } == april.month)
        #expect(try ledger.read { try ClosedMonths($0).all() } == [march])
        #expect(march.leftOpen == "drafts 2")
    }
}
